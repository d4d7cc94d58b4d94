// The page of the notebook: begin one, write, open and save files, print, look again.

import { keptWords, made, roundName } from "./notebook-fields.mjs";
import { chosenFiles, openFiles, saveFile } from "./notebook-files.mjs";
import { merge } from "./notebook-merge.mjs";
import { PromiseList } from "./notebook-promises.mjs";
import { NotebookQuestions } from "./notebook-questions.mjs";
import { newNotebook, nextRound } from "./notebook-rounds.mjs";
import { dated, fileName, tooMuch, voiceInWords, write } from "./notebook-shape.mjs";
import { look, Store, today } from "./notebook-store.mjs";

const TEXTS = {
  markdown: ["md", "text/markdown", (held, data, texts) => texts.markdownOf(texts.journal(held, data))],
  csv: ["csv", "text/csv", (held, data, texts) => texts.csvOf(held, data)],
};

class NotebookPage extends HTMLElement {
  connectedCallback() {
    this.page = this.closest(".page");
    this.data = JSON.parse(this.page.querySelector(".notebook-data").textContent);
    this.store = new Store();
    this.questions = new NotebookQuestions(this.page, this.store, this.data);
    const numberOf = (id) => this.data.current[id]?.number;
    this.earlier = new PromiseList(this.store, this.querySelector(".book__earlier ol"), true, numberOf);
    this.now = new PromiseList(this.store, this.page.querySelector(".book__now ol"), false, numberOf);
    this.page.addEventListener("click", ({ target }) => this.pressed(target.closest("[data-act]")?.dataset.act));
    this.page.addEventListener("written", () => this.tellKept(true));
    this.querySelector(".book__new").addEventListener("submit", (event) => {
      event.preventDefault();
      this.begin(this.querySelector("#book-new").value.trim());
    });
    const about = this.querySelector(".book__about");
    about.addEventListener("submit", (event) => event.preventDefault());
    about.addEventListener("change", () => this.takeHead());
    this.page.addEventListener("dragover", (event) => event.preventDefault());
    this.page.addEventListener("drop", (event) => {
      event.preventDefault();
      this.open([...event.dataTransfer.files]);
    });
    addEventListener("beforeprint", () => { if (!this.paper().childElementCount) this.drawPaper?.("journal"); });
    addEventListener("afterprint", () => this.paper().replaceChildren());
    this.store.onChange(() => this.show());
    this.show();
  }

  begin(name) {
    this.store.setHead(newNotebook(this.data.framework, name));
    this.tell(this.store.isRefused ? keptWords(this.store) : "Your notebook is open. On each page of the framework you can now write beside the questions.");
    this.page.querySelector(".book__questions .write-link")?.focus();
  }

  held() { return this.store.read()?.notebook ?? null; }

  show() {
    const read = this.store.read();
    const held = read?.notebook;
    this.querySelector(".book__begin").hidden = Boolean(held);
    for (const part of this.querySelectorAll(".book__held")) part.hidden = !held;
    this.page.classList.toggle("page--open", Boolean(held) && !this.store.isNewer);
    this.questions.show(read);
    for (const part of this.page.querySelectorAll(".book__now, .book__others")) part.hidden = true;
    if (!held) return;
    if (!this.drawPaper) this.readyToPrint().catch(() => {}); // a button tells of it
    const round = held.rounds.at(-1);
    const fields = this.querySelector(".book__about").elements;
    const values = { name: held.name, round: round?.name ?? "", began: round?.began ?? "", again: round?.look_again ?? "" };
    for (const [key, value] of Object.entries(values)) if (document.activeElement !== fields[key]) fields[key].value = value;
    const isDue = Boolean(round?.look_again) && round.look_again <= today();
    this.querySelector(".book__due").hidden = !isDue;
    if (isDue) this.querySelector(".book__due").textContent = `It is time to look again: you chose ${dated(round.look_again)}. Begin a new round when you are ready.`;
    const earlier = held.rounds.slice(0, -1).reverse().flatMap((it) => it.promises.map((promise) => [it, promise]));
    this.querySelector(".book__earlier").hidden = !earlier.length;
    this.earlier.show(earlier);
    this.page.querySelector(".book__now").hidden = false;
    this.now.show((round?.promises ?? []).map((promise) => [round, promise]));
    this.showOthers(held);
    this.showDamaged(read.damaged);
    for (const details of this.page.querySelectorAll(".book__activity")) details.open ||= Boolean(details.querySelector(".written:not([hidden]) .written__field, .written__before"));
    this.tellKept();
  }

  /** Answers about what is no longer asked, or was never asked here. */
  showOthers(held) {
    const others = held.rounds.flatMap((round) => round.answers.filter((answer) => !this.questions.holds(answer)).map((answer) => [round, answer]));
    const place = this.page.querySelector(".book__others");
    place.hidden = !others.length;
    place.querySelector(".book__list").replaceChildren(...others.map(([round, answer]) => {
      const gone = Object.hasOwn(this.data.former, answer.about) ? " This question was retired." : "";
      return made("figure", { className: "written__before", dir: "auto" },
        made("figcaption", {}, [roundName(round), dated(answer.written), voiceInWords(answer.voice)].filter(Boolean).join(", ")),
        made("p", {}, made("q", {}, answer.asked), gone), made("blockquote", {}, answer.text));
    }));
  }

  showDamaged(damaged) {
    const place = this.querySelector(".book__offer");
    if (!damaged.length || place.querySelector(".book__damaged")) return;
    const button = made("button", { type: "button", className: "button button--quiet" }, "Save what is left as text");
    button.addEventListener("click", () => saveFile("notebook-damaged.txt", damaged.join("\n\n"), "text/plain"));
    place.append(made("p", { className: "book__damaged" }, `${damaged.length} ${damaged.length === 1 ? "part" : "parts"} of the notebook in this browser cannot be read. Nothing else is lost. `, button));
  }

  /** Tells whether words are kept, and whether a file has them; just `written` ones are in none. */
  tellKept(written = false) {
    const saved = this.store.saved();
    const isUnsaved = written || (this.lastWritten() > (saved ?? ""));
    const words = [keptWords(this.store)];
    if (isUnsaved) words.push(saved ? `You have written since you last saved a file, on ${dated(saved)}.` : "No file has been saved yet. Browsers clear what they keep, some after seven days without a visit.");
    const place = this.querySelector(".book__keeps");
    if (place.textContent !== words.join(" ")) place.textContent = words.join(" ");
  }

  /** When something was last written in the notebook; "" where nothing was. */
  lastWritten() {
    const records = this.held()?.rounds.flatMap((it) => [...it.answers, ...it.promises]) ?? [];
    return records.reduce((latest, { written }) => (written > latest ? written : latest), "");
  }

  takeHead() {
    const held = this.held();
    const round = held?.rounds.at(-1);
    if (!round) return;
    const { name, round: called, began, again } = this.querySelector(".book__about").elements;
    const earliest = held.rounds.at(-2)?.began ?? "";
    if (!began.value || began.value < earliest) this.tell(`A round begins on a day, not before the one before it${earliest ? ` (${dated(earliest)})` : ""}. Its day has not changed.`);
    else round.began = began.value;
    Object.assign(round, { name: called.value.trim(), look_again: again.value || null });
    this.store.setHead({ ...held, name: name.value.trim() });
  }

  /** Does what a button says; where a part of this page is gone, as after an update of the site, says so. */
  async pressed(act) {
    try {
      if (act) await this.press(act);
    } catch {
      this.tell("A part of this page could not be loaded: the site may have been updated, or the connection lost. Your words are kept. Reload the page and try again.");
    }
  }

  press(act) {
    if (act === "open") return this.choose();
    const held = this.held();
    if (!held) return undefined;
    if (act === "save") return this.save(held);
    if (act === "print") return this.print("journal");
    if (act === "booklet") return this.print("booklet");
    if (act === "round") return this.newRound(held);
    if (act === "remove") return this.remove();
    if (act === "promise") return this.now.add(held.rounds.at(-1), null);
    if (act === "calendar") return this.calendar(held);
    return this.export(act, held);
  }

  save(held) {
    saveFile(fileName(held, today()), write(held), "application/json");
    this.store.saved(true);
    this.tell(`A file of the notebook is saved: look among your downloads. Keep it where your partnership keeps its papers. ${tooMuch(held)}`.trim());
    this.tellKept();
  }

  async choose() { return this.open(await chosenFiles()); }

  /** Opens files one after another; what is here stays, and is joined with what they hold. */
  async open(files) {
    const told = [];
    for (const { name, kind, value, problems, newer } of await openFiles(files)) {
      const said = problems.length ? ` ${problems.join(" ")}` : "";
      if (kind === "answers") told.push(`${name} holds one person's answers. Open it where answers are opened together.${said}`);
      else if (kind !== "notebook") told.push(`${name} is no file of a notebook. The name of such a file ends in .json, and often holds the word notebook.${said}`);
      else if (newer) { told.push(`${name} was made with a newer version of this toolkit. It is shown below, as far as it is understood, and is not changed.${said}`); this.view(value); }
      else told.push(this.take(name, value) + said);
    }
    this.tell(told.join(" "));
    if (document.activeElement === document.body) this.querySelector(".book__held:not([hidden]) [data-act=open]")?.focus();
  }

  take(name, value) {
    const held = this.held();
    const { notebook, both } = held ? merge(held, value) : { notebook: value, both: [] };
    if (!notebook.rounds.length) notebook.rounds.push(nextRound([]));
    if (!this.store.replace(notebook)) return `${name} does not fit in this browser. Nothing has changed.`;
    if (!held) this.store.saved(true);
    const counted = (key, one, more) => {
      const count = notebook.rounds.reduce((sum, it) => sum + it[key].length, 0);
      return `${count} ${count === 1 ? one : more}`;
    };
    const joined = held ? `${name} is joined with the notebook that was here; nothing is replaced.` : `${name} is open.`;
    const twice = both.length ? ` ${both.length} ${both.length === 1 ? "answer or promise has" : "answers or promises have"} two versions: both are here, side by side.` : "";
    return `${joined} It holds ${counted("answers", "answer", "answers")} and ${counted("promises", "promise", "promises")}.${twice}`;
  }

  /** Shows a notebook that this page may not change. */
  async view(value) {
    const { journal } = await import("./notebook-texts.mjs");
    const { drawBlocks } = await import("./notebook-paper.mjs");
    const place = made("section", { className: "book__view" }, made("h2", { tabIndex: -1 }, "A notebook of a newer version, to read only"), ...drawBlocks(journal(value, this.data), 3));
    this.page.querySelector(".book__view")?.remove();
    this.after(place);
    place.querySelector("h2").focus();
  }

  newRound(held) {
    const round = nextRound(held.rounds);
    this.store.setHead({ ...held, rounds: [...held.rounds, round] });
    this.tell(`${round.name} begins. Last time's words stand beside each question; begin with what you promised.`);
    (this.querySelector(".book__earlier:not([hidden]) h2") ?? this.querySelector("#book-round")).focus();
  }

  remove() {
    const before = this.store.clear();
    const button = made("button", { type: "button", className: "button" }, "Bring it back");
    button.setAttribute("aria-describedby", "book-told");
    button.addEventListener("click", () => {
      this.store.restore(before);
      this.store.changed();
      button.remove();
      this.tell("The notebook is back.");
    });
    this.tell("The notebook is removed from this device. Until you leave this page, you can bring it back.");
    this.querySelector(".book__offer").replaceChildren(button);
    button.focus();
  }

  async calendar(held) {
    const round = held.rounds.at(-1);
    if (!round?.look_again) {
      this.tell("Choose the day to look again first.");
      return this.querySelector("#book-again").focus();
    }
    const { dayInCalendar } = await import("./session-advice.mjs");
    const title = `Look again: ${held.name || this.data.framework.title}`;
    saveFile("look-again.ics", dayInCalendar({ date: round.look_again, title, text: "Bring the file of your notebook.", now: new Date() }), "text/calendar");
    return this.tell("A calendar file is saved.");
  }

  async export(act, held) {
    const texts = await import("./notebook-texts.mjs");
    const name = (ending) => fileName(held, today()).replace(/json$/, ending);
    if (TEXTS[act]) {
      const [ending, type, textOf] = TEXTS[act];
      saveFile(name(ending), textOf(held, this.data, texts), type);
    } else {
      const { journalFile } = await import("./notebook-word.mjs");
      saveFile(name("docx"), await journalFile(texts.journal(held, this.data), this.data.framework, this.paperSize()));
    }
    return this.tell("The file is saved: look among your downloads.");
  }

  paperSize() {
    try { return localStorage.getItem("partnering.paper") === "letter" ? "letter" : "a4"; } catch { return "a4"; }
  }

  paper() { return this.page.querySelector(".book__paper"); }

  /** What draws the notebook on paper; loaded once there is one, as a browser's own Print does not wait. */
  async readyToPrint() {
    const [texts, { drawBlocks }] = await Promise.all([import("./notebook-texts.mjs"), import("./notebook-paper.mjs")]);
    this.drawPaper = (what) => {
      const held = this.held();
      this.paper().replaceChildren(...(held ? drawBlocks(texts[what](held, this.data), 1) : []));
    };
  }

  async print(what) {
    await this.readyToPrint();
    this.drawPaper(what);
    print();
  }

  tell(text) { this.querySelector(".book__told").textContent = text; }
}

await look(); // or the page would jump
customElements.define("notebook-page", NotebookPage);
