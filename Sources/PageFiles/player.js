"use strict";
// Plays an exported session. The scripts know no protocol: what a step is stands in its attributes,
// every word stands in the page already, and they show and hide. A place is how many steps are
// shown.

const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const main = one("#session");
const parts = all(".part", main);
const steps = all(".step", main);
const partSize = Number(main.dataset.part);
const end = steps.length;
/// The phase that each step is in, or `http`.
const phases = steps.map((step) => step.dataset.in);
const times = steps.map((step) => Number(step.dataset.time));
/// An imported session may have no times: then each step is shown for a second.
const isTimed = times.some((time) => time !== times[0]);
const longestPause = 2000;
/// A session of milliseconds is to be seen too.
const shortestPause = 700;
const longestTable = 300;
/// Characters that a screen reader is given at once.
const longestSpeech = 2000;

let at = 0;
let edge = 0;
let speed = 1;
let timer = null;

// MARK: What is where

const places = { phase: [], reply: [], error: [] };
steps.forEach((step, index) => {
  for (const kind in places) if (kind in step.dataset) places[kind].push(index + 1);
});

const questions = all("div", one("#questions").content).map((node) => ({
  place: Number(node.dataset.place), end: Number(node.dataset.end),
  since: Number(node.dataset.since), title: one("h3", node),
  answer: Number(node.dataset.answer), choices: all("p", node), isDone: false,
}));
let isPredicting = false;
/// The question that waits for an answer.
let asked = null;
/// The counts of the votes that are over, and whether those in the fields have been told.
let rounds = [];
let isCounted = false;
const score = { right: 0, asked: 0 };

/// While a class predicts: the questions that are still to come.
const toCome = () =>
  isPredicting ? questions.filter((each) => !each.isDone && each.place >= at) : [];

/// Nothing behind the next question can be reached.
function limit() {
  const [next] = toCome();
  return next ? next.place : end;
}

/// From the step after this place on, what is said about the lines would tell an answer.
const quietFrom = () => Math.min(...toCome().map((each) => each.since));

/// The errors that may be told.
function knownErrors() {
  const quiet = quietFrom();
  return places.error.filter((place) => place <= Math.min(quiet, limit()) || place > limit());
}

// MARK: Words

/// A text of the page in both languages, with its gaps filled.
function words(name, ...values) {
  const copy = one(`#say-${name}`).cloneNode(true);
  for (const language of copy.children) {
    all(".slot", language).forEach((slot, index) => slot.replaceWith(String(values[index])));
  }
  return [...copy.childNodes];
}

/// What a node says in the language that is chosen.
const spoken = (nodes) =>
  [...nodes].filter((node) => !node.lang || node.lang === root.lang)
    .map((node) => node.textContent).join("").trim();

const live = one("#live");
const say = (name, ...values) => { live.textContent = spoken(words(name, ...values)); };

// MARK: Showing

function reveal() {
  const next = Math.max(0, Math.min(Math.floor(at / partSize), parts.length - 1));
  if (edge !== next) all(".step", parts[edge]).forEach((step) => { step.hidden = false; });
  parts.forEach((part, index) => {
    part.hidden = index > next;
    part.classList.toggle("near", index >= next - 1);
  });
  edge = next;
  steps.slice(edge * partSize, (edge + 1) * partSize)
    .forEach((step, index) => { step.hidden = edge * partSize + index >= at; });
  hush();
  const old = one(".step.now");
  if (old) {
    old.classList.remove("now");
    old.removeAttribute("aria-current");
  }
  const step = steps[at - 1];
  if (step) {
    step.classList.add("now");
    step.setAttribute("aria-current", "step");
  }
  one("#start").hidden = at > 0;
  root.style.setProperty("--head", `${one("header").offsetHeight}px`);
  const phase = phases[at - 1];
  all("#phase > span").forEach((each) => { each.hidden = each.dataset.phase !== phase; });
  showStatus();
  drawTimeline();
  if (!one("#ladder").hidden) drawLadder();
  scrollToNow();
}

/// Hides what would tell the answer of a question to come. What a queue did tells no reply but the
/// next one.
function hush() {
  all(".quiet").forEach((step) => step.classList.remove("quiet"));
  const replied = places.reply.filter((place) => place <= at).pop() ?? 0;
  for (let index = Math.min(quietFrom(), at); index < at; index += 1) {
    const isTold = index < replied && steps[index].classList.contains("queue");
    if (!isTold) steps[index].classList.add("quiet");
  }
}

function showStatus() {
  one("#at").textContent = at;
  const place = one("#place");
  place.value = at;
  place.setAttribute("aria-valuetext", spoken(words("step", at, end)));
  one("#speed").textContent = `×${speed}`;
  one("#speed").hidden = speed === 1;
  one("#score").hidden = score.asked === 0;
  one("#score").replaceChildren(...words("score", score.right, score.asked));
}

/// The last step stands above the controls; of a long one, its beginning.
function scrollToNow() {
  const target = asked || !one("#answered").hidden && !one("#question").hidden
    ? one("#question") : steps[at - 1];
  const bottom = () => window.scrollTo(0, root.scrollHeight);
  bottom();
  // Parts get their true height only once they are near.
  requestAnimationFrame(() => {
    bottom();
    if (!target || main.hidden) return;
    const head = one("header").offsetHeight;
    const top = target.getBoundingClientRect().top - head;
    if (top < 0) window.scrollBy(0, top - 8);
  });
}

/// Goes to a place, or as near as a question lets it.
function go(place, isQuiet = false) {
  const next = Math.max(0, Math.min(place, limit()));
  // The question stays, with what has been typed.
  if (asked && next === at) {
    if (place >= at) inform("waits");
    return;
  }
  closeQuestion();
  const from = at;
  at = next;
  reveal();
  const question = isPredicting && questions.find((each) => !each.isDone && each.place === at);
  if (question) return ask(question);
  if (at === end) pause();
  if (isQuiet) return;
  const shown = main.hidden ? one("#rungs > :last-child") : steps[at - 1];
  const number = at === from + 1 ? "" : spoken(words("step", at, end));
  const text = at > 0 && shown ? shown.innerText.slice(0, longestSpeech) : "";
  live.textContent = `${number} ${text}`.trim();
}

/// To the next place of a list, or the one before. While a question is to come, the way on ends
/// there: whether there is another place behind it is not told.
function jump(list, isForward, none) {
  pause();
  const place = isForward
    ? list.find((place) => place > at) : list.filter((place) => place < at).pop();
  if (place !== undefined) go(place);
  else if (isForward && toCome().length) go(limit());
  else inform(none);
}

/// A word on the last key, until the next one.
function inform(name) {
  one("#news").replaceChildren(...words(name));
  say(name);
}

// MARK: Playing

function pause() {
  clearTimeout(timer);
  timer = null;
  root.classList.remove("isplaying");
}

function wait() {
  const recorded = at > 0 && at < end ? times[at] - times[at - 1] : 0;
  const gap = isTimed ? recorded : 1000;
  timer = setTimeout(tick, Math.min(Math.max(gap, shortestPause), longestPause) / speed);
}

function tick() {
  go(at + 1);
  if (timer !== null && at < end && !asked) wait();
  else pause();
}

function play() {
  if (timer !== null) {
    pause();
    return say("paused");
  }
  if (asked) return;
  if (at === end) go(0);
  root.classList.add("isplaying");
  say("playing");
  wait();
}

function setSpeed(next) {
  speed = Math.max(0.125, Math.min(64, next));
  showStatus();
}

// MARK: The time line

const share = (place) => (end ? (1000 * place) / end : 0);

function drawTimeline() {
  const shown = isPredicting ? at : end;
  const bands = [];
  let start = 0;
  for (let index = 0; index <= shown; index += 1) {
    if (index < shown && phases[index] === phases[start]) continue;
    if (start < shown && share(index) - share(start) >= 1) {
      const band = document.createElement("span");
      const number = phases[start];
      band.className = `p${number ?? 0}`;
      const name = number === "http" ? "HTTP" : number ?? "";
      band.textContent = share(index) - share(start) > 12 * name.length + 13 ? name : "";
      band.style.left = `${share(start) / 10}%`;
      band.style.width = `${(share(index) - share(start)) / 10}%`;
      bands.push(band);
    }
    start = index;
  }
  one("#bands").replaceChildren(...bands);
  // One mark a thousandth: a screen shows no more.
  const marks = (list) => [...new Set(
    list.filter((place) => place <= shown).map((place) => Math.round(share(place))))];
  one("#replies").setAttribute("d", marks(places.reply).map((x) => `M${x} 6V10`).join(""));
  one("#errors").setAttribute("d", marks(knownErrors()).map((x) => `M${x} 0V10`).join(""));
}

function fillContents() {
  const shown = isPredicting ? at : end;
  const list = [...new Set([...places.phase, ...places.reply, ...knownErrors()])]
    .filter((place) => place <= shown).sort((a, b) => a - b);
  // Of a long list, what is near.
  const here = list.findIndex((place) => place >= at);
  const first = Math.max(0, (here < 0 ? list.length : here) - longestTable / 2);
  const rows = list.slice(first, first + longestTable).map((place) => {
    const data = steps[place - 1].dataset;
    const row = document.createElement("tr");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = place;
    button.addEventListener("click", () => {
      one("#contents").close();
      go(place);
    });
    row.insertCell().append(button);
    const what = row.insertCell();
    const isError = "error" in data;
    if (data.reply) what.append(...words(isError ? "error" : "reply", data.reply));
    else if (isError) what.append(...words("mistake"));
    const gap = what.hasChildNodes() ? " · " : "";
    if ("phase" in data) what.append(gap, ...words(`phase${data.phase}`));
    return row;
  });
  if (list.length > rows.length) {
    const row = document.createElement("tr");
    row.insertCell();
    row.insertCell().append(...words("more", list.length - rows.length));
    rows.push(row);
  }
  one("#rows").replaceChildren(...rows);
  const buttons = all("button", one("#rows")).reverse();
  const near = buttons.find((button) => Number(button.textContent) <= at);
  if (near) near.autofocus = true;
}
