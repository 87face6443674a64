"use strict";
// Switches the language, sorts and filters. Every word stands in the page already, and without this
// script all of it can be read.

const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const live = one("#live");

/// What a node says in the language that is chosen.
function spoken(node) {
  const copy = node.cloneNode(true);
  all("[lang]", copy).forEach((part) => { if (part.lang !== root.lang) part.remove(); });
  return copy.textContent.trim();
}

// MARK: Language

/// Text that a style sheet cannot switch: the page's title, and what signs mean.
function nameSigns() {
  document.title = spoken(one("h1"));
  const words = {};
  all("#words [data-of]").forEach((node) => { words[node.dataset.of] = spoken(node); });
  all("td > [role=img]").forEach((sign) => {
    sign.setAttribute("aria-label", words[sign.parentNode.className]);
  });
}

const language = one("#language");
language.hidden = false;
language.addEventListener("click", () => {
  root.lang = root.lang === "en" ? "zh-Hans" : "en";
  nameSigns();
  live.textContent = document.title;
});

// MARK: Sorting

/// Steps: what was missed first.
const standings = { m: 0, h: 1, p: 2, o: 3 };

function value(cell) {
  if (cell.className in standings) return standings[cell.className];
  const text = cell.dataset.k ?? spoken(cell);
  const number = parseFloat(text);
  return cell.tagName === "TD" ? number : text;
}

/// Empty cells come last, whatever the order.
function compare(left, right, isDown, collator) {
  const isEmpty = (value) => value === "" || Number.isNaN(value);
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) - isEmpty(right);
  const order = typeof left === "number" ? left - right : collator.compare(left, right);
  return isDown ? -order : order;
}

function sort(head) {
  const body = head.closest("table").tBodies[0];
  const isDown = head.getAttribute("aria-sort") === "ascending";
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const rows = [...body.rows].map((row) => [row, value(row.cells[head.cellIndex])]);
  rows.sort((left, right) => compare(left[1], right[1], isDown, collator));
  all("[aria-sort]", head.parentNode).forEach((each) => each.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  body.append(...rows.map(([row]) => row));
}

all(".marks thead th").forEach((head) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => sort(head));
});

// MARK: Filtering

const filter = one("#filter");
if (filter) {
  one("#search").hidden = false;
  const tables = all(".marks").map((table) =>
    [...table.tBodies[0].rows].map((row) => [row, row.cells[0].textContent.toLowerCase()]));
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = tables.map((rows) => rows.filter(([row, text]) => {
      row.hidden = !words.every((word) => text.includes(word));
      return !row.hidden;
    }).length);
    one("#found").textContent = words.length ? `${Math.max(...shown)} / ${tables[0].length}` : "";
  });
}
