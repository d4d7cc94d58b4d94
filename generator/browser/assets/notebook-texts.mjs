// What a notebook says, as texts: the journal and the booklet for a newcomer, as blocks, Markdown and CSV.
// Pure. A block is { kind, text, … }: a "heading" with its level, a "paragraph", a "note" on what follows,
// "words" that people wrote (`by` says whose they are), and an "item" of a list.
// `words` are those of notebook-ledger.mjs; the order of `current` is that of the questions.

import { inMarkdown as escaped } from "./copy-texts.mjs";
import { placeNow, plainly } from "./notebook-ledger.mjs";
import { dated, isOther, voiceInWords } from "./notebook-shape.mjs";

const heading = (level, text) => ({ kind: "heading", level, text });
const paragraph = (text) => ({ kind: "paragraph", text });
const KEPT_IN_WORDS = { yes: "Kept", partly: "Partly kept", no: "Not kept", dropped: "Dropped" };
const ANOTHER = "another version";
const isWritten = ({ text }) => text.trim() !== "";
const isPromised = ({ what, who, said }) => `${what}${who}${said}`.trim() !== "";

const titled = ({ number, text }, about) => [number, text || about].filter(Boolean).join(" ");

/** Answers in groups, one for each question of today, in the order of the framework; then all others. */
function grouped(answers, words) {
  const order = new Map(Object.keys(words.current).map((id, at) => [id, at]));
  const groups = new Map();
  for (const it of answers) {
    const place = placeNow(it, words);
    const key = JSON.stringify([place.id ?? it.about, place.id === null]);
    const group = groups.get(key) ?? { place, about: it.about, answers: [] };
    group.answers.push({ ...it, place });
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (order.get(a.place.id) ?? order.size) - (order.get(b.place.id) ?? order.size));
}

/** The words of one group of answers, with the wording where it was another one. */
function wordsOf({ place, about, answers }, level) {
  const blocks = [heading(level, titled(place, about))];
  if (place.retired) blocks.push({ kind: "note", text: "This is no longer asked." });
  let last = place.text;
  for (const it of answers) {
    const { changed } = it.place;
    // A prompt of a resource is shown as it was asked; a question stands in the heading.
    const asked = plainly(it.asked) === plainly(it.place.text) ? it.place.text : it.asked || it.place.text;
    if (asked !== last) blocks.push({ kind: "note", text: changed ? `Asked then: ${asked}` : asked });
    last = asked;
    blocks.push({ kind: "words", text: it.text, by: [voiceInWords(it.voice), isOther(it) && ANOTHER].filter(Boolean).join("; ") });
  }
  return blocks;
}

function promiseInWords(it, words) {
  const { what, who, by, about, kept, said } = it;
  const { id, number } = placeNow({ about }, words);
  return [
    what.trim(), who.trim() && `Who: ${who.trim()}`, by && `By ${dated(by)}`, id && number && `About ${number}`,
    kept ? KEPT_IN_WORDS[kept] : "Open", said.trim(), isOther(it) && `This is ${ANOTHER}`,
  ].filter(Boolean).map((it) => (/[.!?…]$/.test(it) ? it : `${it}.`)).join(" ");
}

const promised = (promises, words, level, title) =>
  promises.length ? [heading(level, title), ...promises.map((it) => ({ kind: "item", text: promiseInWords(it, words) }))] : [];

const source = ({ title, edition }) => paragraph(`Based on: ${title}${edition ? ` (${edition})` : ""}.`);

/** All that a notebook says, round by round, as blocks; `title` stands where it has no name. */
export function journal(notebook, words, { title = "Our notebook" } = {}) {
  return [
    heading(1, notebook.name.trim() || title), source(notebook.framework),
    ...notebook.rounds.flatMap((round, at) => [
      heading(2, round.name.trim() || `Round ${at + 1}`),
      paragraph([`Began on ${dated(round.began)}.`, round.look_again && `To look at again on ${dated(round.look_again)}.`].filter(Boolean).join(" ")),
      ...grouped(round.answers.filter(isWritten), words).flatMap((group) => wordsOf(group, 3)),
      ...promised(round.promises.filter(isPromised), words, 3, "What we will do"),
    ]),
  ];
}

/** What somebody new needs, as blocks: the latest answers to each question, and the promises that are open. */
export function booklet(notebook, words, { title = "Where we are" } = {}) {
  const latest = new Map();
  for (const round of notebook.rounds) {
    for (const group of grouped(round.answers.filter((it) => isWritten(it) && !isOther(it)), words)) latest.set(group.place.id ?? group.about, group.answers);
  }
  const open = notebook.rounds.flatMap(({ promises }) => promises.filter((it) => it.kept === null && isPromised(it) && !isOther(it)));
  const nowOf = ({ about }) => placeNow({ about }, words).id ?? about;
  const groups = grouped([...latest.values()].flat(), words);
  const shown = new Set(groups.map((it) => it.place.id ?? it.about));
  return [
    heading(1, notebook.name.trim() || title), source(notebook.framework),
    ...groups.flatMap((group) => [
      ...wordsOf(group, 2),
      ...promised(open.filter((it) => nowOf(it) === (group.place.id ?? group.about)), words, 3, "What we promised"),
    ]),
    ...promised(open.filter((it) => !shown.has(nowOf(it))), words, 2, "What we promised besides"),
  ];
}

/** A text of several lines in Markdown, in which it stays text: each line escaped, and kept as a line. */
const lines = (text, before = "") =>
  text.trim().split("\n").map((it) => `${before}${escaped(it.trim())}`.trimEnd()).join("  \n").replace(/^( *>?) {2}$/gm, "$1");

const IN_MARKDOWN = {
  heading: ({ level, text }) => `${"#".repeat(level)} ${escaped(text.replace(/\s+/g, " ").trim())}`,
  paragraph: ({ text }) => lines(text),
  note: ({ text }) => lines(text),
  words: ({ text, by }) => [lines(text, "> "), by && `>\n> (${escaped(by.replace(/\s+/g, " ").trim())})`].filter(Boolean).join("\n"),
  item: ({ text }) => `- ${escaped(text.replace(/\s+/g, " ").trim())}`,
};

/** Blocks as Markdown, in which nothing that people wrote becomes a mark. */
export const markdownOf = (blocks) => `${blocks.map((block) => IN_MARKDOWN[block.kind](block)).join("\n\n")}\n`;

const COLUMNS = ["round", "began", "look_again", "kind", "id", "about", "number", "asked", "voice_kind", "voice_name", "text", "who", "by", "kept", "said", "written"];

/** A cell of a table: quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
const cell = (it) => `"${String(it ?? "").replace(/^(?=[=+\-@\t\r\n＝＋－＠])/, "'").replaceAll('"', '""')}"`;

/** A notebook as a table for spreadsheets (CSV by RFC 4180, with a byte order mark), a row for each record. */
export function csvOf(notebook, words) {
  const row = (round, kind, it, own) => ({
    round: round.name, began: round.began, look_again: round.look_again, kind, id: it.id, about: it.about,
    number: placeNow(it, words).number, written: it.written, ...own,
  });
  const rows = notebook.rounds.flatMap((round) => [
    ...round.answers.map((it) => row(round, "answer", it, { asked: it.asked, voice_kind: it.voice.kind, voice_name: it.voice.name, text: it.text })),
    ...round.promises.map((it) => row(round, "promise", it, { text: it.what, who: it.who, by: it.by, kept: it.kept, said: it.said })),
  ]);
  return `\ufeff${[COLUMNS.map(cell), ...rows.map((it) => COLUMNS.map((key) => cell(it[key])))].map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}
