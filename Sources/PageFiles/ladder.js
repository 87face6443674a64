// The sequence diagram up to here, and the way to a place that is named.

const drawing = one("#diagram").content;
const parties = all("b", drawing);
const rungs = all("p", drawing);
const longestLadder = 400;

function setLadder(isOn) {
  one("#ladder").hidden = !isOn;
  main.hidden = isOn;
  pressed("ladder", isOn);
  if (isOn) {
    drawLadder();
    live.textContent = one("#ladder-title").innerText;
  }
  scrollToNow();
}

function drawLadder() {
  const shown = rungs.filter((rung) => Number(rung.dataset.place) <= at);
  one("#earlier").hidden = shown.length <= longestLadder;
  const share = 100 / parties.length;
  one("#parties").replaceChildren(...parties.map((party) => {
    const name = document.createElement("b");
    name.append(...copies(party));
    return name;
  }));
  const lines = parties.map((_, index) => {
    const line = document.createElement("span");
    line.style.left = `${(index + 0.5) * share}%`;
    return line;
  });
  const rows = shown.slice(-longestLadder).map((rung) => {
    const row = document.createElement("li");
    row.className = rung.className;
    const label = document.createElement("span");
    label.className = "label";
    // A count is told once all of it has been shown.
    if (Number(rung.dataset.until ?? 0) > at) label.append("…");
    else label.append(...copies(rung));
    row.append(label);
    if ("from" in rung.dataset) {
      const from = Number(rung.dataset.from);
      const to = Number(rung.dataset.to);
      row.classList.add(to < from ? "leftward" : "rightward");
      row.style.marginLeft = `${(Math.min(from, to) + 0.5) * share}%`;
      row.style.width = `${Math.max(Math.abs(to - from), 0.4) * share}%`;
      const ends = document.createElement("span");
      ends.className = "away";
      ends.append(...copies(parties[from]), " → ", ...copies(parties[to]), ": ");
      row.prepend(ends);
    }
    return row;
  });
  one("#lives").replaceChildren(...lines);
  one("#rungs").replaceChildren(...rows);
}

// MARK: Going to

function findPlace(text) {
  const wanted = text.trim().toLowerCase().replaceAll("：", ":");
  const number = wanted.replace(/^[a-z]+:/, "");
  const first = (fits) => steps.findIndex((step) => fits(step.dataset)) + 1 || undefined;
  const atLeast = (name) => first((data) => Number(data[name]) >= Math.max(1, Number(number)));
  if (/^(code:)?\d{3}$/.test(wanted)) return first((data) => data.reply === number);
  const phase = wanted.match(/^(?:phase:?|第)(\d|http)(?:阶段)?$|^(http)$/);
  if (phase) return first((data) => data.phase === (phase[1] ?? phase[2]));
  if (/^line:\d+$/.test(wanted)) return atLeast("lines");
  if (/^(event:)?\d+$/.test(wanted)) return atLeast("event");
  if (wanted === "error") return knownErrors()[0];
  return first((data) => data.word === wanted);
}

function goTo() {
  const text = one("#target").value;
  const place = findPlace(text);
  if (place === undefined || place > limit() && isPredicting) {
    one("#missing").replaceChildren(...words("missing", text));
    return;
  }
  one("#goto").close();
  go(place);
}
