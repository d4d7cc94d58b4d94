// The page on which the answers of several people are opened together, and noted on.

import { onRequest, requestHash } from "./answer-address.mjs";
import { requestOf } from "./answer-link.mjs";
import { hidden, keptWords, made } from "./notebook-fields.mjs";
import { chosenFiles, openFiles, saveFile } from "./notebook-files.mjs";
import { addAnswers } from "./notebook-merge.mjs";
import { drawBlocks } from "./notebook-paper.mjs";
import { fileName, promiseInWords, write } from "./notebook-shape.mjs";
import { newNotebook, nextRound } from "./notebook-rounds.mjs";
import { look, now, Store, today } from "./notebook-store.mjs";
import { asking, namesOf, setOf, withFile } from "./together-files.mjs";
import { openPaperForm } from "./together-paper.mjs";
import { blocksOf, forNotebook, OpenedQuestion, questionsOf, RandomOrder } from "./together-questions.mjs";

class TogetherPage extends HTMLElement {
  connectedCallback() {
    this.page = this.closest(".page");
    this.data = JSON.parse(this.page.querySelector(".notebook-data").textContent);
    this.paper = this.page.querySelector(".together-paper");
    this.sets = [];
    this.order = new RandomOrder();
    this.drawn = new Map();
    this.store = new Store();
    this.store.onChange(() => this.showNotes());
    this.addEventListener("click", ({ target }) => {
      this.press(target.closest("[data-act]")?.dataset.act);
    });
    onRequest(() => { if (this.opened().length) this.showOpened(); });
    this.addEventListener("written", () => this.tellKept());
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) this.take([...event.dataTransfer.files]);
    });
    addEventListener("beforeunload", (event) => { if (this.sets.some(({ isPaper, isNoted }) => isPaper && !isNoted)) event.preventDefault(); });
    addEventListener("beforeprint", () => this.drawPaper());
    addEventListener("afterprint", () => this.paper.replaceChildren());
    this.part("files").hidden = false;
    this.showSealed();
  }

  part(name) { return this.querySelector(`.together__${name}`); }

  tell(text) { this.part("told").textContent = text; }

  request() { return requestOf(requestHash(), this.data); }

  opened() { return this.sets.filter(({ isOpen }) => isOpen); }

  /** The questions: of the sets that are open, and those of the request. */
  questions(sets) { return questionsOf(sets, this.request()?.questions.map(({ now: id, id: asked }) => id ?? asked) ?? [], this.data, this.order); }

  async press(act) {
    if (act === "choose") return this.take(await chosenFiles());
    if (act === "paper") return this.typeIn();
    if (act === "ask") return this.ask();
    if (act === "wait") return this.stopAsking();
    if (act === "open") return this.open();
    if (act === "list") return this.toggle();
    if (act === "print") return print();
    if (act === "into") return this.askToKeep();
    if (act === "keep") return this.intoNotebook(true);
    if (act === "leave") return this.intoNotebook(false);
    if (act === "save") return this.save();
    return undefined;
  }

  /** Takes files, one after the other, and tells of each that is not as expected. */
  async take(files) {
    const before = this.sets.length;
    const lines = [];
    let unused = 0;
    for (const file of await openFiles(files)) {
      const { sets, said } = withFile(this.sets, file);
      if (sets === this.sets) unused += 1;
      this.sets = sets;
      if (said) lines.push(said);
    }
    if (!files.length) return;
    this.part("lines").append(...lines.map((text) => made("li", { dir: "auto" }, text)));
    const more = this.sets.length - before;
    const failed = unused ? ` ${unused} ${unused === 1 ? "file" : "files"} could not be used.` : "";
    this.tell(`${more} ${more === 1 ? "person's answers are" : "people's answers are"} here and sealed.${failed}${lines.length ? " Read more below the buttons." : ""}`);
    this.showSealed();
    this.showOpened();
  }

  typeIn() {
    const known = this.questions(this.sets).filter((it) => it.known);
    if (!known.length) return this.tell("Which questions? Choose one file first, or come here from the page of your request: Ask before you meet.");
    const kinds = [...new Set([...(this.request()?.kinds ?? []), ...this.sets.flatMap(({ request, voice }) => [...request.kinds, voice.kind])].filter(Boolean))];
    this.tell("");
    return openPaperForm(this.part("paper"), known, kinds, this.data, (value) => {
      if (value) {
        this.sets = [...this.sets, setOf(value, { isPaper: true })];
        this.tell("One more person's answers are here and sealed. They are kept on this page only: do not leave it before you have put them into a notebook.");
      }
      this.showSealed();
      this.querySelector("[data-act=paper]").focus();
    });
  }

  showSealed() {
    const names = namesOf(this.sets);
    this.part("sealed").replaceChildren(...this.sets.map((set, at) => {
      const button = made("button", { type: "button", className: "write-link" }, "Remove", hidden(` ${names[at]}`));
      button.addEventListener("click", () => this.remove(set, names[at]));
      return made("li", { dir: "auto" }, names[at], set.isOpen ? ", opened " : " ", button);
    }));
    this.part("open").hidden = this.sets.every(({ isOpen }) => isOpen);
    this.part("ask").hidden = true;
  }

  remove(set, name) {
    const before = this.sets;
    this.sets = before.filter((it) => it !== set);
    this.showSealed();
    this.showOpened();
    const place = this.part("undo");
    const button = made("button", { type: "button", className: "button button--quiet" }, "Bring it back");
    button.addEventListener("click", () => {
      if (!this.sets.some(({ id }) => id === set.id)) this.sets = [...this.sets, set];
      place.replaceChildren();
      this.showSealed();
      this.showOpened();
      this.tell("It is back.");
      this.querySelector("#together--files").focus();
    });
    place.replaceChildren(`${name} is removed. `, button);
    button.focus();
  }

  ask() {
    this.part("ask").hidden = false;
    this.part("open").hidden = true;
    const words = this.querySelector("#together--ask");
    words.textContent = asking(this.sets);
    words.focus();
  }

  stopAsking() {
    this.showSealed();
    this.querySelector("[data-act=ask]").focus();
  }

  open() {
    this.sets = this.sets.map((set) => ({ ...set, isOpen: true }));
    if (!this.store.isOpen) this.store.holdForPage(newNotebook(this.data.framework, this.from()));
    const held = this.store.read().notebook;
    if (!held.rounds.length) this.store.setHead({ ...held, rounds: [nextRound(held.rounds)] });
    this.tell("");
    this.showSealed();
    this.showOpened();
    this.querySelector("#together--answers").focus();
  }

  /** Who asked, as the request or one of the files says. */
  from() { return this.request()?.from || this.sets.map(({ request }) => request.from).find(Boolean) || ""; }

  showOpened() {
    const sets = this.opened();
    this.part("answers").hidden = !sets.length;
    const questions = sets.length ? this.questions(sets) : [];
    for (const [about, { element }] of this.drawn) if (!questions.some((it) => it.about === about)) { element.remove(); this.drawn.delete(about); }
    const place = this.part("questions");
    questions.forEach((question, at) => {
      if (!this.drawn.has(question.about)) this.drawn.set(question.about, new OpenedQuestion(question, this.number = (this.number ?? 0) + 1, this.store, this.data));
      const it = this.drawn.get(question.about);
      it.redraw(question);
      if (place.children[at] !== it.element) place.insertBefore(it.element, place.children[at] ?? null);
    });
    this.part("contents").querySelector("ol").replaceChildren(...questions.map(({ about, title }) => {
      const heading = this.drawn.get(about).title;
      const link = made("a", { href: `#${heading.id}` }, title);
      link.addEventListener("click", (event) => { event.preventDefault(); heading.focus(); }); // the address holds the request
      return made("li", { dir: "auto" }, link);
    }));
    const problems = sets.flatMap((set) => set.problems);
    this.part("problems").hidden = !problems.length;
    this.part("problems").querySelector("ul").replaceChildren(...problems.map((text) => made("li", { dir: "auto" }, text)));
    this.showNotes();
  }

  showNotes() {
    if (!this.drawn.size) return;
    if (!this.store.isOpen) this.store.holdForPage(newNotebook(this.data.framework, this.from())); // removed in another tab
    for (const it of this.drawn.values()) it.show();
    this.tellKept();
  }

  tellKept() {
    const words = this.store.isForPage && !this.store.isRefused
      ? "What you note is kept on this page only, until you leave it. To keep it, put it into the notebook at the end of this page."
      : `What you note is in your notebook. ${keptWords(this.store)}`;
    const place = this.part("kept");
    if (place.textContent !== words) place.textContent = words;
    this.querySelector("[data-act=into]").hidden = this.store.isNewer;
    this.querySelector("[data-act=save]").hidden = this.store.isForPage || this.store.isNewer;
  }

  toggle() {
    const button = this.querySelector("[data-act=list]");
    const isList = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isList));
    this.part("questions").classList.toggle("together__questions--list", isList);
  }

  /** Keeps what is noted in a notebook from now on. */
  begin() {
    this.store.begin();
    for (const it of this.drawn.values()) it.element.remove();
    this.drawn.clear();
    this.showOpened();
  }

  say(text) { this.part("said").textContent = text; }

  askToKeep() {
    this.say("");
    this.part("keep").hidden = false;
    this.querySelector("#together--keep").focus();
  }

  /** Puts what is noted into the notebook, which begins where there is none; and the answers, where people were told. */
  intoNotebook(isWithAnswers) {
    this.part("keep").hidden = true;
    const begun = this.store.isForPage ? " A notebook has begun." : "";
    if (begun) this.begin();
    this.querySelector("[data-act=into]").focus();
    const trouble = this.store.isRefused || this.store.unkept.size ? ` ${keptWords(this.store)}` : "";
    if (!isWithAnswers) return this.say(`The answers are left out.${begun} What you noted is in the notebook.${trouble}`);
    const { notebook } = this.store.read();
    const files = forNotebook(this.questions(this.opened()), now());
    const { notebook: joined, both } = addAnswers(notebook, notebook.rounds.at(-1).id, files);
    if (!this.store.replace(joined)) return this.say(`The answers do not fit in this browser.${begun || " Nothing has changed."}${trouble}`);
    for (const set of this.sets) set.isNoted ||= set.isOpen;
    const twice = both.length ? ` ${both.length} ${both.length === 1 ? "has" : "have"} two versions: both are there.` : "";
    return this.say(`${begun} ${files.length} ${files.length === 1 ? "answer is" : "answers are"} in the notebook, in the round “${notebook.rounds.at(-1).name}”.${twice}${trouble}`.trim());
  }

  save() {
    const { notebook } = this.store.read();
    saveFile(fileName(notebook, today()), write(notebook), "application/json");
    this.store.saved(true);
    this.say("A file of the notebook is saved: look among your downloads.");
  }

  /** All that is open, with our notes; nothing that is sealed. */
  drawPaper() {
    const sets = this.opened();
    const round = this.store.read()?.notebook.rounds.at(-1);
    const title = ["Our answers", this.from()].filter(Boolean).join(": ");
    const blocks = sets.length ? blocksOf(title, this.questions(sets), round, promiseInWords)
      : [{ kind: "heading", level: 1, text: "Open the answers together" }, { kind: "paragraph", text: "The answers are not open yet: there is nothing to print." }];
    this.paper.replaceChildren(...drawBlocks(blocks, 1));
  }
}

await Promise.all([look(), look(new URL("./answers.css", import.meta.url).href)]); // or the page would jump
customElements.define("together-page", TogetherPage);
