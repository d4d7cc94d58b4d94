// The notebook in this browser's storage: one entry for each answer and promise, written at every key.

import { Kept, PageMemory, parsed, storage } from "./kept.mjs";

export const SITE = new URL("../", import.meta.url).pathname; // two sites of one host keep two notebooks
const HEAD = `partnering.notebook:${SITE}`;
const SAVED = `partnering.notebook-saved:${SITE}`;
const PARTS = { answers: "a", promises: "p" };

/** A random id of 16 letters and figures. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => (byte % 36).toString(36)).join("");
}

/** The time as a notebook writes it: in UTC, to the second; never before `earlier`. */
export function now(earlier = "") {
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  return time < earlier ? earlier : time; // a clock that was set back does not make new words old
}

/** The date on this device, as "2026-11-26". */
export function today() {
  const date = new Date();
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Adds the styles of the notebook to a page, or those at another address; resolves once they are there, or are not to come. */
export function look(href = new URL("./notebook.css", import.meta.url).href) {
  const styles = document.createElement("link");
  return new Promise((resolve) => {
    Object.assign(styles, { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(styles);
  });
}

/** The notebook that this browser keeps; or, on a page that is given one, a notebook that is not begun yet. */
export class Store extends Kept {
  constructor() {
    super(HEAD);
    this.isForPage = false;
  }

  get isAtRisk() { return this.isForPage ? this.keys().length > 0 : super.isAtRisk; }

  /** Holds a notebook for this page only. */
  holdForPage(notebook) {
    this.isForPage = true;
    this.entries = new PageMemory();
    this.put(HEAD, headOf(notebook));
  }

  /** Keeps the notebook of this page from now on: as it is, or in the round of one begun elsewhere since. */
  begin() {
    const { notebook } = this.read();
    const round = notebook.rounds.at(-1);
    this.isForPage = false;
    this.entries = storage() ?? this.entries;
    if (!this.isOpen) this.put(HEAD, headOf(notebook));
    const into = this.read().notebook.rounds.at(-1) ?? round;
    for (const name of Object.keys(PARTS)) for (const record of round[name]) this.write(into.id, name, record, null);
    this.changed();
  }

  keys() {
    const kept = Array.from({ length: this.entries.length }, (_, at) => this.entries.key(at));
    return [...new Set([...kept, ...this.unkept.keys()])].filter((key) => key.startsWith(`${HEAD}[`) && this.text(key) !== null);
  }

  /** The whole notebook, and the texts of entries that cannot be read; null where there is none. */
  read() {
    if (!this.isOpen) return null;
    this.head = this.text(HEAD);
    const head = parsed(this.head);
    const damaged = head ? [] : [this.text(HEAD)];
    const rounds = new Map((Array.isArray(head?.rounds) ? head.rounds : []).map((round) => [round.id, { ...round, answers: [], promises: [] }]));
    for (const key of this.keys()) {
      const [id, part] = parsed(key.slice(HEAD.length)) ?? [];
      const record = parsed(this.text(key));
      const name = Object.keys(PARTS).find((it) => PARTS[it] === part);
      if (!record || !name) { damaged.push(this.text(key)); continue; }
      if (!rounds.has(id)) rounds.set(id, { id, name: "Found again", began: String(record.written ?? "").slice(0, 10) || today(), look_again: null, answers: [], promises: [] });
      rounds.get(id)[name].push(record);
    }
    const byTime = (a, b) => (a.written < b.written ? -1 : a.written > b.written ? 1 : a.id < b.id ? -1 : 1);
    for (const round of rounds.values()) for (const name of Object.keys(PARTS)) round[name].sort(byTime);
    const inOrder = [...rounds.values()].sort((a, b) => (a.began < b.began ? -1 : a.began > b.began ? 1 : 0));
    return { notebook: { format: "partnering-notebook", version: 1, framework: {}, name: "", ...head, rounds: inOrder }, damaged };
  }

  /** Writes all of a notebook in place of what is here. If it does not fit, all stays as it was. */
  replace(notebook) {
    const before = this.snapshot();
    const entries = new Map([[HEAD, headOf(notebook)]]);
    for (const round of notebook.rounds) {
      for (const name of Object.keys(PARTS)) for (const record of round[name]) entries.set(keyOf(round.id, name, record.id), JSON.stringify(record));
    }
    try {
      for (const [key, text] of before) if (!entries.has(key) && parsed(text)) this.entries.removeItem(key);
      for (const [key, text] of entries) this.entries.setItem(key, text);
      this.unkept.clear();
    } catch {
      this.restore(before, [...entries.keys()]);
      return false;
    } finally {
      this.changed();
    }
    return true;
  }

  snapshot() {
    return new Map([HEAD, ...this.keys()].map((key) => [key, this.text(key)]).filter(([, text]) => text !== null));
  }

  restore(before, written = []) {
    for (const key of written) if (!before.has(key)) this.entries.removeItem(key);
    for (const [key, text] of before) this.unkept.set(key, text);
    this.keepAll();
  }

  /** Changes the notebook's name, a round's name or its dates; `rounds` may hold a new one. */
  setHead(notebook) {
    const there = this.text(HEAD);
    if (there && !parsed(there)) this.put(HEAD + JSON.stringify(["damaged", there.length]), there);
    const kept = this.put(HEAD, headOf(notebook));
    this.changed();
    return kept;
  }

  /**
   * Writes a record of a round; `before` is its text as this page last saw it. If another tab has
   * written something else since, both stay: this one under a new id. Returns the record as written.
   */
  write(round, name, record, before) {
    const key = keyOf(round, name, record.id);
    const there = parsed(this.text(key));
    const words = (it) => JSON.stringify({ ...it, written: null });
    const isOther = there && before && words(there) !== words(before) && words(there) !== words(record);
    const mine = { ...record, id: isOther ? newId() : record.id, written: now(there?.written) };
    if (this.text(HEAD) === null && this.head) this.put(HEAD, this.head); // cleared beside an open page
    this.put(keyOf(round, name, mine.id), JSON.stringify(mine));
    return mine;
  }

  /** Removes a record of a round, unless another tab has written something else in it. */
  remove(round, name, record) {
    const key = keyOf(round, name, record.id);
    const there = parsed(this.text(key));
    if (there && there.text === record.text && there.what === record.what) this.put(key, null);
  }

  /** Removes the notebook from this device; returns what brings it back. */
  clear() {
    const before = this.snapshot();
    this.head = null;
    for (const key of before.keys()) this.unkept.set(key, null);
    this.keepAll();
    this.changed();
    return before;
  }

  /** When a file was last saved, or null; with `true`, that it is saved now. */
  saved(isNow = false) {
    try {
      if (isNow) this.entries.setItem(SAVED, now());
      return this.entries.getItem(SAVED);
    } catch { return null; }
  }
}

function keyOf(round, name, id) { return HEAD + JSON.stringify([round, PARTS[name], id]); }

function headOf(notebook) {
  return JSON.stringify({ ...notebook, rounds: notebook.rounds.map(({ answers, promises, ...round }) => round) });
}
