// Hard words: what one means is shown beside it, on focus, tap, click and under the mouse. The page
// holds each meaning already, for paper and for screen readers; without this script the words are
// links to the page of words.

const PAUSE = 250; // so that a mouse passing by shows nothing, and has time to reach what is shown

const words = new Map([...document.querySelectorAll("a.term")].map((word) => [word, meaning(word)]));
const panel = Object.assign(document.createElement("span"), { className: "term-meaning", popover: "manual" });
let shown = null; // the word whose meaning is shown
let held = false; // whether it stays when the mouse leaves, because of focus, a tap or a click
let wasHeld = false; // the same, when the pointer went down: the focus comes before the click
let timer;

function meaning(word) {
  return document.getElementById(word.getAttribute("aria-describedby")).textContent;
}

function show(word, hold) {
  clearTimeout(timer);
  held ||= hold;
  if (word === shown) return;
  hide();
  held = hold;
  shown = word;
  panel.textContent = words.get(word);
  word.after(panel); // next in the reading order, and in the tabbing order nothing
  panel.showPopover();
  place(word);
  word.setAttribute("aria-expanded", "true");
}

function hide() {
  clearTimeout(timer);
  shown?.setAttribute("aria-expanded", "false");
  shown = null;
  held = false;
  panel.remove();
}

/** Below the word or its list, or above where there is no room; it moves with the page. */
function place(word) {
  const { top, bottom } = (word.closest(".ask__words") ?? word).getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const isBelow = bottom + height + 8 < innerHeight || top < height + 8;
  const start = [...word.getClientRects()].at(-1).left;
  const left = Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8));
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${(isBelow ? bottom + 4 : top - height - 4) + scrollY}px`;
}

const isOwn = (target) => target === shown || panel.contains(target);

function connect(word) {
  word.setAttribute("role", "button"); // it opens what is here, and leads nowhere
  word.setAttribute("aria-expanded", "false");
  word.addEventListener("focus", () => show(word, true));
  word.addEventListener("blur", hide);
  word.addEventListener("pointerdown", () => { wasHeld = held && shown === word; });
  word.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, as of any link
    event.preventDefault();
    const byKeyboard = event.detail === 0;
    if (byKeyboard ? shown === word : wasHeld) hide(); else show(word, true);
  });
  word.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault(); // the page would scroll
    word.click();
  });
}

/** Under the mouse: what is shown stays while the mouse is on the word or on its meaning. */
function follow({ type, pointerType, target, relatedTarget }) {
  if (pointerType !== "mouse" || !(words.has(target) || isOwn(target))) return;
  const on = type === "pointerover" ? target : relatedTarget;
  clearTimeout(timer);
  if (words.has(on)) timer = setTimeout(() => show(on, false), PAUSE);
  else if (shown && !held && !isOwn(on)) timer = setTimeout(hide, PAUSE);
}

if (panel.showPopover) {
  for (const word of words.keys()) connect(word);
  document.addEventListener("pointerover", follow);
  document.addEventListener("pointerout", follow);
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  document.addEventListener("click", ({ target }) => { if (shown && !isOwn(target)) hide(); });
  addEventListener("resize", hide);
}
