// Answering a request alone: a field for each question, kept in this browser at every key, saved as a file.

import { hashOf } from "./answer-link.mjs";
import { show } from "./answer-said.mjs";
import { answersAsText, byInWords, titleOf } from "./answer-texts.mjs";
import { copy } from "./clipboard.mjs";
import { Kept, parsed } from "./kept.mjs";
import { grow, hidden, keptWords, made } from "./notebook-fields.mjs";
import { chosenFiles, openFiles, saveFile } from "./notebook-files.mjs";
import { idFor } from "./notebook-merge.mjs";
import { answersFile, fileName, write } from "./notebook-shape.mjs";
import { newId, now, SITE, today } from "./notebook-store.mjs";

const NO_KIND = "I'd rather not say";
const TYPES = [["json", "application/json"], ["txt", "text/plain"]]; // browsers share few types of file
const keyOf = (request) => `partnering.answers:${SITE}:${idFor({ asked: hashOf(request) }).replace("made-", "")}`;
const blank = () => ({ id: newId(), voice: { kind: null, name: null }, answers: {} });

export class AnswerWriter {
  constructor(page, place) {
    Object.assign(this, { page, place, fields: new Map(), stores: new Map() });
    place.addEventListener("click", ({ target }) => this.press(target.closest("[data-act]")?.dataset.act));
  }

  begin(request) {
    this.request = request;
    const key = keyOf(request);
    if (!this.stores.has(key)) {
      const store = new Kept(key);
      store.onChange(() => { if (store === this.store) this.fill(); });
      this.stores.set(key, store);
    }
    this.store = this.stores.get(key);
    this.last = null;
    this.draw();
    this.fill();
    this.place.querySelector(".asks__said").textContent = "";
    this.page.tell(request.wrong.join(" "));
  }

  /** What is written so far: { id, voice, answers: { id of the question: { id, text, written } } }; "" is no kind, null none chosen yet. */
  held() {
    const held = parsed(this.store.text(this.store.start));
    if (held?.voice && held.answers) return { ...held, answers: Object.fromEntries(Object.entries(held.answers).filter(([, it]) => typeof it?.text === "string")) };
    this.last ??= blank();
    return structuredClone(this.last);
  }

  /** The request, whose the answers are, and their texts by the id of the question. */
  written() {
    const { voice, answers } = this.held();
    return [this.request, voice, Object.fromEntries(Object.entries(answers).map(([id, { text }]) => [id, text]))];
  }

  draw() {
    const { from, by, kinds, names, questions, to } = this.request;
    const title = this.place.querySelector("h2");
    title.replaceChildren(made("bdi", {}, from || "Somebody"), " asks you to answer on your own");
    this.place.querySelector(".asks__about").textContent = [by && `Please answer by ${byInWords(by)}.`, to && `Then send your file to: ${to}.`].filter(Boolean).join(" ");
    const list = this.place.querySelector(".asks__questions");
    this.fields.clear();
    list.replaceChildren(...questions.map((question, at) => this.question(question, at)));
    const kind = this.place.querySelector(".asks__kind");
    kind.hidden = !kinds.length;
    kind.querySelector("div").replaceChildren(...[...kinds, NO_KIND].map((it, at) => {
      const radio = made("input", { type: "radio", name: "kind", value: at < kinds.length ? it : "" });
      radio.addEventListener("change", () => this.keep((held) => { held.voice.kind = radio.value; }));
      return made("label", { dir: "auto" }, radio, " ", it);
    }));
    const name = this.place.querySelector(".asks__name");
    name.hidden = !names;
    name.querySelector("input").oninput = ({ target }) => this.keep((held) => { held.voice.name = target.value.trim() || null; });
    this.place.querySelector("[data-act=share]").hidden = !this.shared();
    this.place.querySelector(".asks__change").href = this.page.address(hashOf(this.request), true);
    this.place.querySelector(".asks__undo").replaceChildren();
  }

  question(question, at) {
    const { data } = this.page;
    const words = titleOf(question, data);
    if (!words) return made("li", {}, made("p", { className: "book__asked" }, `Not known here: “${question.id.slice(0, 40)}”`), made("p", {}, question.wrong));
    const area = made("textarea", { rows: 4, maxLength: 100000, dir: "auto", id: `answer--${at}` });
    const label = made("label", { htmlFor: area.id, className: "book__asked", lang: data.lang, dir: data.dir }, words);
    area.addEventListener("input", () => {
      grow(area);
      this.keep(({ answers }) => {
        const { id = newId(), written } = answers[question.id] ?? {};
        answers[question.id] = { id, text: area.value, written: now(written) };
      });
    });
    this.fields.set(question.id, { area, asked: question.text, about: question.now ?? question.id });
    return made("li", {}, label, ...(question.wrong ? [made("p", { className: "written__asked" }, "This is no longer asked; these are its last words.")] : []), area);
  }

  /** Shows what is kept, save in the field in which somebody is writing. */
  fill() {
    const { voice, answers } = this.held();
    for (const [id, { area }] of this.fields) {
      const text = answers[id]?.text ?? "";
      if (area.value !== text && (document.activeElement !== area || !document.hasFocus())) area.value = text;
      grow(area);
    }
    for (const radio of this.place.querySelectorAll("[name=kind]")) radio.checked = radio.value === voice.kind;
    const name = this.place.querySelector(".asks__name input");
    if (document.activeElement !== name) name.value = voice.name ?? "";
    this.tellKept();
  }

  /** Changes what is kept, as it stands now: another tab may have written beside this one. */
  keep(change) {
    const there = this.store.text(this.store.start);
    if (there && !parsed(there)) this.store.put(`${this.store.start}-damaged`, there);
    const held = this.held();
    change(held);
    this.last = held;
    this.store.put(this.store.start, JSON.stringify(held));
    this.tellKept();
  }

  tellKept() {
    const place = this.place.querySelector(".asks__kept");
    const words = keptWords(this.store);
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle("written__kept--not", this.store.unkept.size > 0 || this.store.isRefused);
    if (this.store.unkept.size) place.setAttribute("role", "alert");
    else place.removeAttribute("role");
  }

  /** The answers as a file: its name, its text, and how many there are. */
  file() {
    const { from, by, kinds } = this.request;
    const { id, voice, answers } = this.held();
    const said = [...this.fields].filter(([key]) => answers[key]?.text.trim()).map(([key, { about, asked }]) => ({ ...answers[key], about, asked }));
    const value = answersFile({ framework: this.page.data.framework, id, request: { from, by, kinds }, voice: { kind: voice.kind || null, name: voice.name }, answers: said });
    return { name: fileName(value, today()), text: write(value), count: said.length };
  }

  /** The file as the browser can share it; null where it cannot. */
  shared() {
    const { name, text } = this.file();
    const files = TYPES.map(([ending, type]) => [new File([text], name.replace(/json$/, ending), { type })]);
    return files.find((it) => navigator.canShare?.({ files: it })) ?? null;
  }

  async press(act) {
    if (act === "save") return this.save();
    if (act === "share") return this.share();
    if (act === "text") return this.copyText();
    if (act === "print") return this.page.print();
    if (act === "remove") return this.remove();
    if (act === "file") return this.take(await openFiles(await chosenFiles()));
    return undefined;
  }

  save() {
    const { name, text, count } = this.file();
    if (!count) return this.tell("Nothing is written yet.");
    saveFile(name, text, "application/json");
    return this.tellNext(`Saved: look among your downloads for ${name}.`);
  }

  tellNext(done) {
    const { to, by, from } = this.request;
    this.tell(`${done} Now send it to ${to || from || "whoever asked you"}${by ? ` by ${byInWords(by)}` : ""}. If you want to change your answers, open this link or the file here again, and send the new file.`);
  }

  async share() {
    if (!this.file().count) return this.tell("Nothing is written yet.");
    try {
      await navigator.share({ files: this.shared() });
      return this.tellNext("Shared.");
    } catch { return this.tell("Nothing was shared. You can save the file instead."); }
  }

  /** Tells beside the buttons what became of what was pressed. */
  tell(...inside) { show(this.place.querySelector(".asks__said"), ...inside); }

  async copyText() {
    const plain = answersAsText(...this.written(), this.page.data);
    try {
      await copy(plain);
      this.tell("Your answers are copied. Paste them into an email.");
    } catch {
      const text = made("textarea", { readOnly: true, rows: 6, value: plain });
      text.setAttribute("aria-label", "Answers to copy");
      this.tell("Copy them from here: ", text);
      text.select();
    }
  }

  /** Takes the words of files of answers to this request; what stands here stays, with theirs below it. */
  take(files) {
    const told = [];
    for (const { name, kind, value, problems, newer } of files) {
      if (kind !== "answers") told.push(kind ? `${name} is a notebook, not a file of answers.` : `${name}: ${problems.join(" ")}`);
      else if (newer) told.push(`${name} was made with a newer version of this toolkit, and is not opened: saving it here could lose words.`);
      else told.push(this.takeOne(name, value), ...problems);
    }
    this.fill();
    if (told.length) this.tell(told.join(" "));
  }

  takeOne(name, { id, voice, answers }) {
    let [taken, other] = [0, 0];
    this.keep((held) => {
      held.id = id;
      held.voice = { kind: voice.kind ?? held.voice.kind, name: voice.name ?? held.voice.name };
      for (const { about, id: of, text, written } of answers) {
        const [key] = [...this.fields].find(([, it]) => it.about === about) ?? [...this.fields].find(([it]) => it === about) ?? [];
        if (!key) { other += 1; continue; }
        const here = held.answers[key]?.text.trim() ? held.answers[key].text : "";
        const both = !here || here.includes(text) ? here || text : `${here}\n\n${text}`;
        held.answers[key] = { id: of, text: both, written: now(written) };
        taken += 1;
      }
    });
    return `${name} is open: ${taken} ${taken === 1 ? "answer" : "answers"}.${other ? ` ${other} more are about questions that this request does not ask. Open the file on its own to see them.` : ""}`;
  }

  remove() {
    const before = this.store.text(this.store.start);
    this.store.put(this.store.start, null);
    this.last = null;
    document.activeElement?.blur();
    this.fill();
    const button = made("button", { type: "button", className: "button" }, "Bring them back", hidden(": your answers"));
    const place = this.place.querySelector(".asks__undo");
    button.addEventListener("click", () => {
      this.store.put(this.store.start, before);
      this.fill();
      place.replaceChildren();
      this.tell("Your answers are back.");
      this.fields.values().next().value?.area.focus();
    });
    place.replaceChildren("Your answers are removed from this device. Until you leave this page, you can bring them back. ", ...(before ? [button] : []));
    button.focus();
  }
}
