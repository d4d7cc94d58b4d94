// The notebook's fields for one question or prompt: last time's words, and room for this time's.

import { dated, isOther, newAnswer, voiceInWords } from "./notebook-shape.mjs";
import { newId, now } from "./notebook-store.mjs";

export const NOBODY = { kind: null, name: null };
/** What a group notes on the answers to one question: it stands in place of the words that were asked. */
export const NOTES = ["What we noticed", "Where we differ"];
const KEPT = "Kept in this browser on this device only. Anyone who uses this browser can read it. Save a file to keep it.";
const REFUSED = "This browser keeps nothing: what you write is gone when you leave this page. Save a file first.";
const GONE = "The notebook was removed from this browser. What stands here is kept again once you write on.";
const FOR_PAGE = "Kept on this page only, until you leave it. Begin a notebook to keep it.";
const FULL = "There is no more room in this browser: your last words stand here, but are not kept. Save a file now.";

export function made(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

export const hidden = (text) => made("span", { className: "visually-hidden" }, text);

export function roundName(round) { return round.name || `Round of ${dated(round.began)}`; }

/** What tells whether the words are kept, and how to keep them. */
export function keptWords(store) {
  if (store.isNewer) return "This notebook was made with a newer version of the toolkit. It can be read here, not changed.";
  if (store.isRefused) return REFUSED;
  if (store.isForPage) return FOR_PAGE;
  if (store.head && !store.isOpen) return GONE;
  return store.unkept.size ? FULL : KEPT;
}

/** Makes a field as tall as its words, where CSS alone does not. */
export function grow(field) {
  if (CSS.supports("field-sizing: content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

/** A text without line breaks and spaces that say nothing, to be compared. */
export const plainWords = (text) => text.replace(/\s+/g, " ").trim();

/**
 * The fields of one question or prompt. `about` is its id, `former` are ids that led to it, `asked` its
 * words now; `isPrompt` tells answers to it from others about the same resource by their words; with
 * `isAlone` only the answer of the whole group is there, as on a shared screen.
 */
export class AnswerFields {
  constructor(store, { about, former = [], asked, label, isPrompt = false, isAlone = false }) {
    Object.assign(this, { store, about, former: [about, ...former], asked, label, isPrompt, isAlone });
    this.fields = new Map();
    this.element = made("div", { className: "written" });
    this.earlier = made("div", { className: "written__earlier" });
    this.others = made("div", { className: "written__others" });
    this.mine = made("div", { className: "written__mine" });
    this.when = made("span", { role: "status" });
    this.told = made("p", { className: "written__kept" });
    this.element.append(this.earlier, this.others, this.mine, this.when, " ", this.told);
    this.isAsked = false;
  }

  /** Whether there is a field for the answer of the whole group. */
  get isOpen() { return [...this.fields.values()].some(({ record }) => this.isOurs(record)); }

  /** Whether an answer is that of the whole group, and not a note on the answers. */
  isOurs({ voice, asked }) { return !voiceInWords(voice) && (this.isPrompt || !NOTES.includes(asked)); }

  /** Opens room to write, and goes there. */
  write() {
    this.isAsked = true;
    this.show();
    [...this.fields.values()].find(({ record }) => this.isOurs(record))?.area.focus();
  }

  isHere(answer) {
    return this.former.includes(answer.about) && (!this.isPrompt || plainWords(answer.asked) === plainWords(this.asked));
  }

  /** Draws what the notebook holds, or what was `read` of it just now; the field that somebody is writing in stays as it is. */
  show(read = this.store.read()) {
    const held = read?.notebook;
    if (!held && this.store.head && this.fields.size) return this.tell(); // removed beside this page: the words stay
    if (!held) {
      this.fields.clear();
      this.mine.replaceChildren();
      return this.element.replaceChildren();
    }
    if (!this.mine.isConnected) this.element.replaceChildren(this.earlier, this.others, this.mine, this.when, " ", this.told); // or what is written in loses focus
    const round = held.rounds.at(-1);
    const earlier = held.rounds.slice(0, -1).reverse().flatMap((it) => it.answers.filter((answer) => this.isHere(answer)).map((answer) => [it, answer]));
    const last = this.isAlone ? [] : earlier.filter(([it]) => it === earlier[0]?.[0]);
    const heard = JSON.stringify(last.map(([it, answer]) => [roundName(it), answer]));
    if (heard !== this.heard) this.earlier.replaceChildren(...last.map(([it, answer]) => this.before(it, answer)));
    this.heard = heard;
    const here = round?.answers.filter((answer) => this.isHere(answer) && (!this.isAlone || this.isOurs(answer))) ?? [];
    const quoted = here.filter((answer) => voiceInWords(answer.voice) && !this.fields.has(answer.id));
    const said = JSON.stringify(quoted);
    if (said !== this.said) this.others.replaceChildren(...quoted.map((answer) => this.quoted(round, answer))); // or a button is gone while it is pressed
    this.said = said;
    for (const answer of here) if (!quoted.includes(answer)) this.field(round, answer);
    if (this.isAsked && round && !this.isOpen) this.field(round, this.blank(NOBODY));
    for (const [id, { area, box }] of this.fields) {
      const isGone = !here.some((answer) => answer.id === id) && area.value && document.activeElement !== area && area.value === area.dataset.kept;
      if (isGone) { box.remove(); this.fields.delete(id); }
    }
    this.element.hidden = !last.length && !quoted.length && !this.fields.size;
    this.tell();
  }

  blank(voice) {
    return newAnswer({ id: newId(), about: this.about, asked: this.asked, voice, now: now() });
  }

  /** Opens a field for what somebody else said or wrote on paper. */
  addVoice(voice) {
    const round = this.store.read()?.notebook.rounds.at(-1);
    if (!round) return;
    const { area } = this.field(round, this.blank(voice));
    this.element.hidden = false;
    this.tell();
    area.focus();
  }

  /** What somebody else said: to read, and to change only where that is asked for. */
  quoted(round, answer) {
    const who = voiceInWords(answer.voice);
    const edit = made("button", { type: "button", className: "write-link" }, "Change", hidden(` (${who}, ${this.label})`));
    edit.addEventListener("click", () => {
      const { area } = this.field(round, answer);
      this.show();
      area.focus();
    });
    const note = this.isPrompt || plainWords(answer.asked) === plainWords(this.asked) ? [] : [made("p", { className: "written__asked" }, answer.asked)];
    return made("figure", { className: "written__before", dir: "auto" }, made("figcaption", {}, who, ...(isOther(answer) ? [", another version"] : [])), ...note, made("blockquote", {}, answer.text), ...(this.store.isNewer ? [] : [edit]));
  }

  before(round, answer) {
    const who = voiceInWords(answer.voice);
    const parts = [made("figcaption", {}, `${roundName(round)}, ${dated(answer.written)}${who ? `: ${who}` : ""}`), made("blockquote", {}, answer.text)];
    if (NOTES.includes(answer.asked)) parts.unshift(made("p", { className: "written__asked" }, answer.asked));
    else if (!this.isPrompt && plainWords(answer.asked) !== plainWords(this.asked)) parts.push(made("p", { className: "written__asked" }, "The question was then: ", made("q", {}, answer.asked)));
    return made("figure", { className: "written__before", dir: "auto" }, ...parts);
  }

  field(round, answer) {
    const there = this.fields.get(answer.id);
    if (there) {
      there.round = round;
      if (there.area.value !== answer.text && (document.activeElement !== there.area || there.area.value === there.area.dataset.kept)) this.fill(there, answer);
      return there;
    }
    const who = voiceInWords(answer.voice);
    const area = made("textarea", { rows: 3, maxLength: 100000, dir: "auto", readOnly: this.store.isNewer, spellcheck: true });
    const box = made("label", { className: "written__field" }, made("span", {}, who || (NOTES.includes(answer.asked) ? answer.asked : "Our answer"), isOther(answer) ? ", another version" : "", hidden(` (${this.label})`)), area);
    const held = { area, box, round };
    this.fields.set(answer.id, held);
    this.mine.append(box);
    this.fill(held, answer);
    area.addEventListener("input", () => this.keep(held));
    area.addEventListener("blur", () => this.show());
    grow(area);
    return held;
  }

  fill(held, answer) {
    held.record = answer;
    held.area.value = answer.text;
    held.area.dataset.kept = answer.text;
    grow(held.area);
  }

  /** Keeps what was typed: at every key, so that nothing waits to be written. */
  keep(held) {
    const { store } = this;
    const { record, area, round } = held;
    grow(area);
    if (store.isNewer) return;
    if (!area.value) {
      store.remove(round.id, "answers", record);
      held.record = { ...record, text: "" };
    } else {
      const before = record.text ? record : null;
      const asked = record.text ? record.asked : this.asked;
      const mine = store.write(round.id, "answers", { ...record, asked, text: area.value }, before);
      if (mine.id !== record.id) {
        this.fields.delete(record.id);
        this.fields.set(mine.id, held);
        this.isBoth = true;
      }
      held.record = mine;
    }
    area.dataset.kept = area.value;
    this.tell();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => { this.when.textContent = store.unkept.size || store.isRefused ? "" : `Kept at ${new Date().toTimeString().slice(0, 5)}.`; }, 1000);
    this.element.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }

  tell() {
    const both = this.isBoth ? "This answer was changed in another tab too. Both are kept. " : "";
    const text = this.fields.size ? both + keptWords(this.store) : "";
    if (this.told.textContent !== text) this.told.textContent = text;
    this.told.classList.toggle("written__kept--not", this.store.unkept.size > 0 || this.store.isRefused);
    if (this.store.unkept.size) this.told.setAttribute("role", "alert");
    else this.told.removeAttribute("role");
  }
}

