// The questions on the page that opens answers together: their answers in groups, and what we note on them.

import { placeNow } from "./notebook-ledger.mjs";
import { AnswerFields, hidden, made, NOTES } from "./notebook-fields.mjs";
import { PromiseList } from "./notebook-promises.mjs";
import { voiceInWords } from "./notebook-shape.mjs";
import { groupsOf, voiceIn } from "./together-guard.mjs";

const random = () => crypto.getRandomValues(new Uint32Array(1))[0];

/** The order of answers: random, another for each question, and the same as long as the page is open. */
export class RandomOrder {
  #ranks = new WeakMap();
  sorted(answers) {
    for (const { answer } of answers) if (!this.#ranks.has(answer)) this.#ranks.set(answer, random());
    return [...answers].sort((a, b) => this.#ranks.get(a.answer) - this.#ranks.get(b.answer));
  }
}

/**
 * The questions that were asked, in the order of the framework: { about, title, name, text, known, groups }, from the
 * answers in `sets` and the ids in `asked`; each answer is { answer, voice, place }.
 */
export function questionsOf(sets, asked, data, order) {
  const ids = Object.keys(data.current);
  const rank = ({ about }) => { const at = ids.indexOf(about); return at < 0 ? ids.length : at; };
  const found = new Map();
  const at = (it) => {
    const place = placeNow(it, data);
    const about = place.id ?? it.about;
    if (!found.has(about)) found.set(about, { about, title: [place.number, place.text || about].filter(Boolean).join(" "), name: place.number ? `question ${place.number}` : place.text || about, text: place.text, known: place.known, answers: [] });
    return [found.get(about), place];
  };
  for (const id of asked) at({ about: id });
  for (const { voice, answers } of sets) {
    for (const answer of answers) {
      const [question, place] = at(answer);
      question.answers.push({ answer, voice, place });
    }
  }
  return [...found.values()].sort((a, b) => rank(a) - rank(b)).map((it) => ({ ...it, groups: groupsOf(order.sorted(it.answers)) }));
}

/** All answers of some questions as files for a notebook, each with the voice that may be told. */
export function forNotebook(questions, written) {
  return questions.flatMap(({ groups }) => groups.flatMap((group) => group.answers.map((it) => ({
    // Without the time, which all answers of one person share.
    voice: voiceIn(group, it), answers: [{ ...it.answer, written: it.voice.name ? it.answer.written : written }],
  }))));
}

const drawn = ({ answer, voice, place }) => made("figure", { className: "opened", dir: "auto" },
  ...(voice.name ? [made("figcaption", {}, voiceInWords(voice))] : []),
  ...(place.changed ? [made("p", { className: "written__asked" }, "Asked: ", made("q", {}, answer.asked))] : []),
  made("blockquote", {}, answer.text));

/** One question on the page; `redraw` shows its answers anew and leaves its notes as they are. */
export class OpenedQuestion {
  constructor(question, at, store, data) {
    this.about = question.about;
    const id = `together--question-${at}`;
    const isOurs = Object.hasOwn(data.current, question.about);
    this.title = made("h3", { id, tabIndex: -1, ...(isOurs ? { lang: data.lang, dir: data.dir } : { dir: "auto" }) }, question.title);
    this.answers = made("div", { className: "opened__groups" });
    this.element = made("section", { className: "opened__question" }, this.title, this.answers);
    this.element.setAttribute("aria-labelledby", id);
    const former = Object.entries(data.former).filter(([, { now }]) => now === question.about).map(([it]) => it);
    this.notes = NOTES.map((asked) => new AnswerFields(store, { about: question.about, former, asked, label: question.name, isPrompt: true }));
    this.list = made("ol", { className: "book__promises" });
    this.promises = new PromiseList(store, this.list, false);
    const add = made("button", { type: "button", className: "button button--quiet" }, "Add a promise", hidden(`, ${question.name}`));
    add.addEventListener("click", () => {
      const round = store.read()?.notebook.rounds.at(-1);
      if (round) this.promises.add(round, this.about);
    });
    this.element.append(made("div", { className: "opened__notes" }, ...this.notes.map(({ element }) => element), made("h4", {}, "What we will do"), this.list, made("p", { className: "opened__add" }, add)));
    this.store = store;
    for (const fields of this.notes) fields.isAsked = true;
  }

  redraw({ groups }) {
    this.answers.replaceChildren(...groups.flatMap(({ title, answers }) => [
      ...(title ? [made("h4", { dir: "auto" }, title)] : []),
      made("div", { className: "opened__side" }, ...answers.map(drawn)),
    ]), ...(groups.length ? [] : [made("p", {}, "Nobody answered this.")]));
  }

  /** Shows the notes and promises that the notebook holds. */
  show() {
    const round = this.store.read()?.notebook.rounds.at(-1);
    for (const fields of this.notes) fields.show();
    this.promises.show((round?.promises ?? []).filter(({ about }) => about === this.about).map((it) => [round, it]));
  }
}

/** All that was opened and noted, as blocks for paper (notebook-paper.mjs). */
export function blocksOf(title, questions, round, promiseInWords) {
  const words = (it, by = "") => ({ kind: "words", text: it, by });
  const heading = (level, text) => ({ kind: "heading", level, text });
  return [heading(1, title), ...questions.flatMap(({ about, title: asked, groups }) => {
    const notes = NOTES.flatMap((note) => {
      const found = (round?.answers ?? []).filter((it) => it.about === about && it.asked === note && it.text.trim());
      return found.length ? [heading(3, note), ...found.map(({ text }) => words(text))] : [];
    });
    const promises = (round?.promises ?? []).filter((it) => it.about === about && `${it.what}${it.who}`.trim());
    return [
      heading(2, asked),
      ...groups.flatMap((group) => [...(group.title ? [heading(3, group.title)] : []), ...group.answers.map(({ answer, voice }) => words(answer.text, voice.name ? voiceInWords(voice) : ""))]),
      ...notes,
      ...(promises.length ? [heading(3, "What we will do"), ...promises.map((it) => ({ kind: "item", text: promiseInWords(it) }))] : []),
    ];
  })];
}
