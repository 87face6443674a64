// Questions to a class: which reply comes?

function setPredicting(isOn) {
  pause();
  isPredicting = isOn;
  // It begins anew each time.
  Object.assign(score, { right: 0, asked: 0 });
  pressed("predict", isOn);
  closeQuestion();
  say(isOn ? "predicting" : "revealing");
  // What is shown already is not asked.
  for (const each of questions) each.isDone = each.place < at;
  go(at, true);
}

const panel = one("#question");
const inputs = all("#choices input");

function ask(question) {
  pause();
  setLadder(false);
  asked = question;
  one("#question-title").replaceChildren(...copies(question.title));
  rounds = [];
  isCounted = false;
  all("#choices .words").forEach((slot, index) => {
    slot.replaceChildren(...copies(question.choices[index]));
  });
  inputs.forEach((input) => { input.value = ""; });
  one("#round").hidden = true;
  one("#asking").hidden = false;
  one("#answered").hidden = true;
  const next = steps[question.place];
  if (next) next.before(panel);
  panel.hidden = false;
  scrollToNow();
  live.textContent = panel.innerText;
}

function closeQuestion() {
  asked = null;
  panel.hidden = true;
  all(".why").forEach((step) => step.classList.remove("why"));
}

const copies = (node) => [...node.cloneNode(true).childNodes];
const letter = (index) => "ABCD"[index];
const counts = () => inputs.map((input) => Number.parseInt(input.value, 10) || 0);
const isCode = (text) => /^[2-5]\d\d$/.test(text.trim());
const hasVotes = () => inputs.some((input) => input.value.trim());

/// A word on the votes, below the choices.
function tell(name, ...values) {
  one("#round").replaceChildren(...words(name, ...values));
  one("#round").hidden = false;
  say(name, ...values);
}

function clearVotes() {
  inputs.forEach((input) => { input.value = ""; });
  isCounted = false;
}

function secondVote() {
  if (rounds.length) return inputs[0].focus();
  if (!hasVotes()) return tell("votefirst");
  rounds.push(counts());
  clearVotes();
  tell("secondvote");
  inputs[0].focus();
}

/// Enter: one number alone that is a code is a guess. Votes are counted first, so that the class
/// can discuss them; a second Enter shows the answer.
function enter() {
  const typed = inputs.filter((input) => input.value.trim());
  const alone = typed.length === 1 && !rounds.length && isCode(typed[0].value);
  if (alone) return guess(typed[0].value.trim());
  if (!hasVotes() || isCounted) return answer();
  isCounted = true;
  document.activeElement.blur();
  tell(rounds.length ? "secondcounted" : "counted", counts().reduce((sum, each) => sum + each, 0));
}

function answer() {
  if (hasVotes()) rounds.push(counts());
  resolve(words("answer", asked.choices[asked.answer].dataset.code));
}

function guess(code) {
  const answer = asked.choices[asked.answer].dataset.code;
  score.asked += 1;
  if (code === answer) score.right += 1;
  resolve(code === answer ? words("right", answer) : words("wrong", code, answer), code);
}

function resolve(verdict, guessed) {
  const question = asked;
  question.isDone = true;
  asked = null;
  one("#verdict").replaceChildren(...verdict);
  fillTally(question, guessed);
  one("#asking").hidden = true;
  one("#answered").hidden = false;
  if (panel.contains(document.activeElement)) document.activeElement.blur();
  at = question.end;
  // The reason is in the notes, whatever amount of them is chosen.
  steps.slice(question.place, question.end).forEach((step) => step.classList.add("why"));
  reveal();
  const reply = steps.slice(question.place, question.end).map((step) => step.innerText);
  live.textContent = [spoken(verdict), ...reply].join("\n").slice(0, longestSpeech);
}

function fillTally(question, guessed) {
  const table = one("#votes");
  table.dataset.rounds = rounds.length;
  const rows = question.choices.map((choice, index) => {
    const row = document.createElement("tr");
    const isRight = index === question.answer;
    const isGuess = choice.dataset.code === guessed;
    row.className = isRight ? "right" : "";
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = `${letter(index)} ${isRight ? "✓" : isGuess ? "✗" : ""}`;
    row.append(head);
    row.insertCell().append(...copies(choice));
    for (const round of rounds) {
      const all = round.reduce((sum, each) => sum + each, 0);
      const percent = all ? Math.round((100 * round[index]) / all) : 0;
      const bar = document.createElement("span");
      bar.className = "bar";
      bar.style.width = `${percent / 12}em`;
      const cell = row.insertCell();
      cell.className = "vote";
      cell.append(bar, ` ${round[index]} (${percent} %)`);
    }
    return row;
  });
  one("#tally").replaceChildren(...rows);
}
