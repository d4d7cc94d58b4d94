// A request as a sheet of paper: the questions, room to write, and what was typed. Two pages, where the
// questions allow it.

import { byInWords, titleOf } from "./answer-texts.mjs";
import { made } from "./notebook-fields.mjs";

// In millimetres, as in the style sheet.
const LINE = 9;
const PAGE = 237; // what two margins leave of Letter paper, the lower of the two
const ASKED = 24; // a question and the air around it
const FEWEST = 5; // lines under a question

/** How tall a text is, whose lines hold so many letters. */
const heightOf = (text, letters = 58) => text.split("\n").reduce((sum, it) => sum + Math.max(1, Math.ceil(it.length / letters)), 0) * 8;

/** How many lines each of some questions gets on two pages, and how many of them stand on the first, below a head so tall. */
function roomFor(count, head) {
  const first = count < 2 ? count : Math.max(1, Math.floor((count * (PAGE - head)) / (2 * PAGE - head)));
  const lines = (height, questions) => Math.floor((height / questions - ASKED) / LINE);
  const [one, two] = [lines(PAGE - head, first), count > first ? lines(PAGE, count - first) : FEWEST];
  if (Math.min(one, two) < FEWEST) return { first: 0, lines: () => FEWEST };
  return { first, lines: (at) => (at < first ? one : two) };
}

const ruled = (count) => Array.from({ length: count }, () => made("div", { className: "answer-sheet__line" }));
const blank = (label, text) => made("p", { className: "answer-sheet__blank" }, label, " ", made("span", { dir: "auto" }, text));

/** The parts of the sheet; `voice` and `texts` are what was typed, `words` those of notebook-ledger.mjs. */
export function drawSheet(request, voice, texts, words) {
  const { from, to, by, kinds, names, questions } = request;
  const head = [made("h1", { dir: "auto" }, from ? `Answer before we meet: ${from}` : "Answer before we meet")];
  const told = [by && `Please answer by ${byInWords(by)}.`, to && `Send or give your answers to: ${to}.`].filter(Boolean);
  if (told.length) head.push(made("p", { dir: "auto" }, told.join(" ")));
  head.push(made("p", {}, "Whoever gets this sheet can read it. Leave out any question that you would rather not answer."));
  if (kinds.length) {
    const choices = [...kinds.map((kind) => [kind, kind]), ["", "I'd rather not say"]].map(([kind, said]) => made("span", { className: "answer-sheet__choice", dir: "auto" }, kind === voice.kind ? "☒ " : "☐ ", said));
    head.push(made("p", {}, "I am from: ", ...choices.flatMap((it) => [it, " "])));
  }
  if (names) head.push(blank("Name, only if you want to give it:", voice.name ?? ""));
  const room = roomFor(questions.length, 10 + head.reduce((sum, it) => sum + heightOf(it.textContent, it.matches("h1") ? 40 : 58) + 4, 0));
  return [...head, ...questions.map((it, at) => {
    const typed = texts[it.id]?.trim() ?? "";
    const asked = made("h2", { lang: it.text ? words.lang : "", dir: "auto" }, titleOf(it, words) ?? `Not known: ${it.id.slice(0, 40)}`);
    const box = made("section", { className: "answer-sheet__asked" }, asked);
    if (at === room.first && at) box.classList.add("answer-sheet__asked--next");
    if (typed) box.append(made("p", { className: "answer-sheet__typed", dir: "auto" }, typed));
    const left = room.lines(at) - (typed ? Math.ceil(heightOf(typed) / LINE) : 0);
    box.append(...ruled(Math.max(typed ? 0 : FEWEST, left)));
    return box;
  })];
}
