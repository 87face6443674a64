// Switches, keys and buttons.

const pressed = (name, isOn) =>
  one(`#buttons [data-do=${name}]`).setAttribute("aria-pressed", String(isOn));

function toggleLanguage() {
  root.lang = root.lang === "en" ? "zh-Hans" : "en";
  document.title = one("#title").innerText;
  showStatus();
  live.textContent = one("#phase").innerText || document.title;
  scrollToNow();
}

function nextLevel() {
  const levels = ["full", "brief", "off"];
  root.dataset.level = levels[(levels.indexOf(root.dataset.level) + 1) % 3];
  live.textContent = one("#buttons [data-do=annotation]").innerText;
  scrollToNow();
}

function toggleWire() {
  root.classList.toggle("wired");
  pressed("wire", root.classList.contains("wired"));
  scrollToNow();
}

function bigger() {
  root.dataset.zoom = (Number(root.dataset.zoom ?? 0) + 1) % 4;
  scrollToNow();
}

function openDialog(name) {
  pause();
  if (name === "contents") fillContents();
  one("#missing").replaceChildren();
  one(`#${name}`).showModal();
  if (name === "goto") one("#target").select();
}

// MARK: Keys and buttons

const step = (place) => {
  pause();
  go(place);
};

const actions = {
  play, answer, second: secondVote, gone: goTo,
  next: () => step(at + 1), back: () => step(at - 1),
  phase: () => jump(places.phase, true, "nophase"),
  lastPhase: () => jump(places.phase, false, "nophasebefore"),
  reply: () => jump(places.reply, true, "noreply"),
  lastReply: () => jump(places.reply, false, "noreplybefore"),
  error: () => jump(knownErrors(), true, "noerror"),
  lastError: () => jump(knownErrors(), false, "noerrorbefore"),
  start: () => step(0), end: () => step(end),
  faster: () => setSpeed(speed * 2), slower: () => setSpeed(speed / 2),
  predict: () => setPredicting(!isPredicting), annotation: nextLevel, wire: toggleWire,
  ladder: () => { if (!asked) setLadder(one("#ladder").hidden); },
  language: toggleLanguage, bigger,
  goto: () => openDialog("goto"), contents: () => openDialog("contents"),
  keys: () => openDialog("keys"),
};

const keys = {
  " ": "play", ArrowRight: "next", ".": "next", ArrowLeft: "back", ",": "back",
  Enter: "next", "]": "phase", "[": "lastPhase", n: "reply", N: "lastReply", e: "error",
  E: "lastError", Home: "start", End: "end", "+": "faster", "=": "faster", "-": "slower",
  _: "slower", p: "predict", a: "annotation", w: "wire", L: "ladder", l: "language", b: "bigger",
  g: "goto", t: "contents", "?": "keys",
  // As a Chinese input method types them.
  "。": "next", "，": "back", "】": "phase", "【": "lastPhase", "？": "keys", "＋": "faster",
  "＝": "faster", "－": "slower",
};

/// While a question waits. `true`: the key was for it.
function pressAtQuestion(key) {
  const choice = "abcd".indexOf(key.toLowerCase());
  const field = inputs.indexOf(document.activeElement);
  if (key.length === 1 && choice >= 0 && !hasVotes()) {
    guess(asked.choices[choice].dataset.code);
  } else if (key === "v" || key === "V") {
    secondVote();
  } else if (key === "Enter") {
    const isLast = field === inputs.length - 1 || isCode(inputs[0].value);
    if (field >= 0 && inputs[field].value && !isLast) inputs[field + 1].focus();
    else enter();
  } else if (field >= 0) {
    return pressInField(key, field);
  } else if (["ArrowRight", "."].includes(key)) {
    answer();
  } else if (/^\d$/.test(key)) {
    clearVotes();
    inputs[0].focus();
    inputs[0].value = key;
  } else {
    return false;
  }
  return true;
}

/// A field takes digits alone.
function pressInField(key, field) {
  const isForward = [" ", ",", "，", "ArrowRight"].includes(key);
  if (isForward) inputs[Math.min(field + 1, inputs.length - 1)].focus();
  else if (key === "ArrowLeft") inputs[Math.max(field - 1, 0)].focus();
  else if (key === "Escape") inputs[field].blur();
  else return key.length === 1 && !/^\d$/.test(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  one("#news").replaceChildren();
  const focus = document.activeElement;
  const dialog = one("dialog[open]");
  if (dialog) {
    if (focus !== one("#target")) {
      if (event.key === "l") toggleLanguage();
      if (["q", "?", "t"].includes(event.key)) dialog.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      goTo();
    }
    return;
  }
  const isButton = focus instanceof HTMLButtonElement;
  if (isButton && [" ", "Enter"].includes(event.key)) return;
  const isTyping = inputs.includes(focus);
  let isTaken = asked && pressAtQuestion(event.key);
  if (!isTaken && !isTyping) {
    const action = /^\d$/.test(event.key)
      ? () => step(Math.floor((end * Number(event.key)) / 10)) : actions[keys[event.key]];
    // Who looks back wants the page to stay.
    if (["PageUp", "PageDown", "ArrowUp", "ArrowDown"].includes(event.key)) pause();
    else if (["Escape", "q"].includes(event.key) && main.hidden) setLadder(false);
    else if (action) {
      action();
      isTaken = true;
    }
  }
  if (isTaken) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  one("#news").replaceChildren();
  if (button.dataset.do === "close") return button.closest("dialog").close();
  const choice = asked && asked.choices[button.dataset.choice];
  if (choice) guess(choice.dataset.code);
  else if (button.dataset.do) actions[button.dataset.do]();
  // After a click the keys belong to the page again.
  if (event.detail > 0) button.blur();
});

inputs.forEach((input) => input.addEventListener("input", () => { isCounted = false; }));
one("#place").addEventListener("input", (event) => step(Number(event.target.value)));
one("#bands").addEventListener("click", (event) => {
  const line = one("#bands").getBoundingClientRect();
  step(Math.round((end * (event.clientX - line.left)) / line.width));
});

for (const kind of ["wheel", "touchmove"]) addEventListener(kind, pause, { passive: true });
// A telephone changes the height while one scrolls.
let width = innerWidth;
addEventListener("resize", () => {
  if (width !== innerWidth) scrollToNow();
  width = innerWidth;
});
one("#controls").hidden = false;
document.title = one("#title").innerText;
reveal();
