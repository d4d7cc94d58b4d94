// The shape of a notebook and of an answers file, version 1: their parts, always in this order. Pure.
// The clock and random ids are the caller's: `written` is an ISO time, `id` letters and digits.

import { dayOf } from "./clock.mjs";

export const NOTEBOOK = "partnering-notebook";
export const ANSWERS = "partnering-answers";
export const VERSION = 1;
/** What one file may hold: bytes, rounds, answers and promises together, letters in one text. */
export const LIMITS = { bytes: 20 * 1024 * 1024, rounds: 500, entries: 20_000, letters: 100_000 };
/** What can be said of a promise later; null while it is open. */
export const KEPT = ["yes", "partly", "no", "dropped"];

/** The id that all versions of an answer or a promise share: what stands before the sign ~. */
export const baseOf = (id) => id.split("~", 1)[0];

/** Whether this is another version of something, which merging kept beside the one written last. */
export const isOther = ({ id }) => id.includes("~");

/** A time to the second, in UTC: 2026-11-26T10:15:00Z. */
export const toSecond = (time) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** A day or a time in words: "26 November 2026"; what is no date stays as it is. */
export function dated(time) {
  const day = new Date(`${String(time ?? "").slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? String(time ?? "") : dayOf(day);
}

/** Whose words they are, in words; "" for those of the whole group. */
export const voiceInWords = ({ kind, name }) => [name, kind].filter(Boolean).join(", ");

/** A promise in words: what, who and by when. */
export const promiseInWords = ({ what, who, by }) => [what.trim(), who.trim(), by && `by ${dated(by)}`].filter(Boolean).join(" · ");

const frameworkOf = ({ title, edition, version, address }) => ({ title, edition, version, address });
const voiceOf = ({ kind, name }) => ({ kind, name });

/** An answer in a file of its own; the voice stands there once, for all of them. */
export const bareAnswer = ({ id, about, asked, text, written }) => ({ id, about, asked, text, written });

/** An answer in a notebook. */
export const answer = ({ id, about, asked, voice, text, written }) => ({ id, about, asked, voice: voiceOf(voice), text, written });

/** A promise. */
export const promise = ({ id, what, who, by, about, kept, said, written }) => ({ id, what, who, by, about, kept, said, written });

/** Those of the lists of other values that hold something. */
const others = (record, keys) => Object.fromEntries(keys.filter((key) => record[key]?.length).map((key) => [key, [...record[key]]]));

/** A round with its answers and promises. */
export const round = (it) => ({
  id: it.id, name: it.name, began: it.began, look_again: it.look_again,
  answers: it.answers.map(answer), promises: it.promises.map(promise),
  ...others(it, ["other_names", "other_began", "other_look_again"]),
});

/** A whole notebook. */
export const notebook = (it) => ({
  format: NOTEBOOK, version: VERSION, framework: frameworkOf(it.framework), name: it.name,
  rounds: it.rounds.map(round), ...others(it, ["other_names"]),
});

/** A whole answers file. */
export const answersFile = ({ framework, id, request: { from, by, kinds }, voice, answers }) => ({
  format: ANSWERS, version: VERSION, framework: frameworkOf(framework), id,
  request: { from, by, kinds: [...kinds] }, voice: voiceOf(voice), answers: answers.map(bareAnswer),
});

/** A notebook or an answers file as the text of its file; equal values give equal texts. */
export const write = (value) => `${JSON.stringify(value.format === NOTEBOOK ? notebook(value) : answersFile(value), null, 2)}\n`;

/** A notebook in which nothing is written yet. */
export const emptyNotebook = (framework) => notebook({ framework, name: "", rounds: [] });

/** A round in which nothing is written yet; `began` is a day or a time. */
export const newRound = ({ id, name = "", began }) =>
  round({ id, name, began: began.slice(0, 10), look_again: null, answers: [], promises: [] });

/** A new answer; whose it is may be left out. */
export const newAnswer = ({ voice = { kind: null, name: null }, text = "", now, ...rest }) =>
  answer({ ...rest, voice, text, written: toSecond(now) });

/** A new promise; what is not known yet may be left out. */
export const newPromise = ({ id, what = "", who = "", by = null, about = null, now }) =>
  promise({ id, what, who, by, about, kept: null, said: "", written: toSecond(now) });

/** The sentence that says why a notebook is too large for a file that can be opened again; "" where it is not. */
export function tooMuch({ rounds }) {
  if (rounds.length > LIMITS.rounds) return `It has ${rounds.length} rounds, and ${LIMITS.rounds} is the most.`;
  const entries = rounds.reduce((sum, it) => sum + (it?.answers?.length ?? 0) + (it?.promises?.length ?? 0), 0);
  return entries > LIMITS.entries ? `It has ${entries} answers and promises, and ${LIMITS.entries} is the most.` : "";
}

/** A file's name from the name of a notebook (or who asked, and the kind of partner), in any script, and a day. */
export function fileName(value, date) {
  const isNotebook = value.format === NOTEBOOK;
  const said = isNotebook ? value.name : `${value.request.from} ${value.voice.kind ?? ""}`;
  const day = /^\d{4}-\d\d-\d\d/.exec(date)?.[0] ?? "";
  const end = [isNotebook ? "notebook" : `answers-${value.id.replace(/[^a-z0-9]/gi, "").slice(0, 6)}`, day].filter(Boolean).join("-");
  const room = 80 - `-${end}.json`.length;
  let name = "";
  for (const sign of said.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^[-\p{M}]+/u, "")) {
    if (name.length + sign.length > room) break;
    name += sign;
  }
  return `${[name.replace(/-+$/, ""), end].filter(Boolean).join("-")}.json`.replace(/-+/g, "-");
}
