// A session of one's own: chosen, put in order and timed on its page; all of it lives in the link.

import { copy } from "./clipboard.mjs";
import { clock, lasting, timeOf } from "./clock.mjs";
import { adviceOn, calendar, invitation, titleOf } from "./session-advice.mjs";
import { hashOf, itemOf, lengthOf, LIMITS, ownItems, sessionOf, whole } from "./session-link.mjs";

const DRAFT = "partnering.session";
const PAPER = "partnering.paper"; // what was chosen for sheets
const LONG = 2000; // characters of a link that some programs cut
const EMPTY = "#title=Our+session&start=10:00&people=12&items=";

const made = (tag, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};
const save = (content, name) => {
  const file = URL.createObjectURL(content);
  made("a", { href: file, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(file), 10000);
};
const hidden = (text) => made("span", { className: "visually-hidden" }, text);

class SessionMaker extends HTMLElement {
  connectedCallback() {
    this.page = this.closest(".page");
    this.data = JSON.parse(this.page.querySelector(".session-data").textContent);
    this.about = this.querySelector(".maker__about");
    this.list = this.querySelector(".maker__items");
    this.offerChoices();
    this.about.addEventListener("change", () => this.take());
    for (const form of this.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
    this.querySelector(".maker__words").addEventListener("submit", () => this.addWords());
    this.addEventListener("click", ({ target }) => this.press(target.closest("button, a")));
    this.list.addEventListener("change", ({ target }) => this.setMinutes(target));
    addEventListener("hashchange", () => this.begin());
    this.begin();
  }

  /** Each link to a question, resource or plan gets a button that adds it; the link stays. */
  offerChoices() {
    for (const link of this.page.querySelectorAll(".choices [data-add], .choices [data-plan]")) {
      const name = link.dataset.plan ? "Begin with this" : "Add";
      const button = made("button", { type: "button", className: "button button--quiet choices__add" }, name, hidden(`: ${link.textContent}`));
      button.addEventListener("click", () => (link.dataset.plan ? this.beginWith(link.dataset.plan) : this.add(link.dataset.add)));
      link.parentElement.prepend(button);
    }
    const find = this.page.querySelector(".choices__find");
    find.hidden = false;
    find.querySelector("input").addEventListener("input", ({ target }) => {
      const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const item of this.page.querySelectorAll(".choices__list > li")) item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
    });
  }

  /** Takes the session from the address; else offers the draft that this device has. */
  begin() {
    const added = new URLSearchParams(location.hash.slice(1)).get("add");
    const draft = this.draft();
    const asked = added === null ? sessionOf(location.hash, this.data) : null;
    this.session = asked ?? sessionOf(added === null ? EMPTY : draft ?? EMPTY, this.data);
    this.offerDraft(asked || added !== null ? null : draft);
    this.tell(this.session.wrong.join(" "));
    if (added) this.add(added);
    else this.show();
  }

  draft() {
    try {
      const kept = localStorage.getItem(DRAFT);
      return kept && sessionOf(kept, this.data)?.items.length ? kept : null;
    } catch { return null; }
  }

  offerDraft(hash) {
    const place = this.querySelector(".maker__draft");
    place.hidden = !hash;
    if (!hash) return;
    const button = made("button", { type: "button", className: "button" }, `Go on with “${sessionOf(hash, this.data).title}”`);
    button.addEventListener("click", () => { location.hash = hash; });
    const forget = made("button", { type: "button", className: "button button--quiet" }, "Remove the draft");
    forget.addEventListener("click", () => {
      try { localStorage.removeItem(DRAFT); } catch { /* there was none */ }
      place.hidden = true;
      this.tell("The draft is removed from this device.");
      this.querySelector("#maker--order").focus();
    });
    place.replaceChildren(made("p", {}, "There is a draft on this device. ", button, " ", forget));
  }

  /** Changes the session, keeps it in the address and on this device, and shows it. */
  change(changes) {
    const { plan, ...session } = { ...this.session, ...changes };
    this.session = { ...session, plan: "", items: plan && !changes.items ? ownItems(this.session, this.data) : session.items };
    const hash = hashOf(this.session);
    history.replaceState(null, "", hash);
    try { localStorage.setItem(DRAFT, hash); } catch { /* the link has it all */ }
    this.querySelector(".maker__draft").hidden = true;
    this.show();
  }

  items() { return this.session.plan ? ownItems(this.session, this.data) : [...this.session.items]; }

  add(text) {
    const items = this.items();
    if (items.length >= LIMITS.items) return this.tell(`A session holds up to ${LIMITS.items} items.`);
    const item = itemOf(text, this.data);
    this.change({ items: [...items, item] });
    this.tell(`Added: ${titleOf(item, this.data)}. ${this.length()}`);
  }

  addWords() {
    const field = this.querySelector("#s-words");
    const words = field.value.trim();
    if (!words) return;
    this.add(`t.${encodeURIComponent(words)}.10`);
    field.value = "";
    field.focus();
  }

  beginWith(name) {
    this.session = { ...sessionOf(`#plan=${name}`, this.data), people: this.session.people, large: this.session.large, date: this.session.date };
    this.change({});
    this.tell(`“${this.session.title}” is here to change.`);
    this.querySelector("#maker--order").focus();
  }

  press(control) {
    const { add, act, at, move } = control?.dataset ?? {};
    if (add && this.contains(control)) this.add(add);
    if (act) this.act(act);
    if (move) this.move(Number(at), move);
  }

  move(at, way) {
    const items = this.items();
    const [item] = items.splice(at, 1);
    const to = way === "up" ? at - 1 : at + 1;
    if (way !== "out") items.splice(to, 0, item);
    this.change({ items });
    this.tell(way === "out" ? `Removed: ${titleOf(item, this.data)}. ${this.length()}` : `${titleOf(item, this.data)} is now number ${to + 1}.`);
    const rows = [...this.list.children];
    const row = rows[way === "out" ? Math.min(at, rows.length - 1) : to];
    (row?.querySelector(`[data-move=${way}]:not(:disabled)`) ?? row?.querySelector("button:not(:disabled)") ?? this.querySelector("#maker--order")).focus();
  }

  setMinutes(field) {
    const items = this.items();
    const minutes = whole(field.value, 1, LIMITS.minutes, null);
    if (minutes === null) {
      field.setAttribute("aria-invalid", "true");
      return this.tell(`Write the minutes in figures: 1 to ${LIMITS.minutes}. Nothing has changed.`);
    }
    const at = Number(field.dataset.at);
    items[at] = { ...items[at], minutes };
    this.change({ items });
    this.tell(this.length());
    this.list.querySelector(`input[data-at="${at}"]`).focus();
  }

  /** Takes what is in the fields; what cannot be used is told, and changes nothing. */
  take() {
    const { title, date, start, available, people, large } = this.about.elements;
    const got = {
      start: timeOf(start.value),
      available: available.value.trim() ? whole(available.value, 1, 2880, null) : 0,
      people: whole(people.value, 1, LIMITS.people, null),
    };
    got.large = large.value.trim() ? whole(large.value, 0, got.people ?? LIMITS.people, null) : 0;
    const words = { start: "the start as a time, such as 14:00", available: "the minutes you have in figures, such as 90", people: "the number of people in figures, such as 12", large: "how many need large print in figures: no more than the people" };
    const wrong = Object.keys(words).filter((key) => got[key] === null);
    for (const key of Object.keys(words)) this.about.elements[key].setAttribute("aria-invalid", String(wrong.includes(key)));
    if (wrong.length) return this.tell(`Please write ${wrong.map((key) => words[key]).join("; ")}. Nothing has changed.`);
    this.tell("");
    this.change({ ...got, date: date.value, title: title.value.trim() || "Our session" });
  }

  length() {
    const minutes = lengthOf(this.session);
    return `It takes ${lasting(minutes)}, from ${clock(this.session.start)} to ${clock(this.session.start + minutes)}.`;
  }

  show() {
    const { session, data } = this;
    const fields = this.about.elements;
    const values = { title: session.title, date: session.date, start: clock(session.start), available: session.available || "", people: session.people, large: session.large || "" };
    for (const [key, value] of Object.entries(values)) fields[key].value = value;
    const items = this.items();
    this.showItems(items);
    this.querySelector(".maker__none").hidden = items.length > 0;
    this.querySelector(".maker__acts").hidden = !items.length;
    this.querySelector(".maker__sum").textContent = items.length ? this.length() : "";
    const hash = hashOf(session);
    const advice = adviceOn({ ...session, items }, data);
    if (this.address(hash).length > LONG) advice.push(`Its link has ${this.address(hash).length} characters, and some programs cut long links. Use fewer or shorter words.`);
    this.querySelector(".maker__advice").replaceChildren(...advice.map((text) => made("li", {}, text)));
    for (const link of this.querySelectorAll("[data-to]")) link.href = `${link.dataset.to}/${hash}`;
  }

  /** Shows the items; a row that stays as it is gets its time alone, as a session may have sixty. */
  showItems(items) {
    let at = this.session.start;
    const rows = [...this.list.children];
    for (const row of rows.slice(items.length)) row.remove();
    for (const [place, item] of items.entries()) {
      const says = JSON.stringify([item, place + 1 === items.length]);
      const row = rows[place]?.says === says ? rows[place] : Object.assign(this.row(item, place, items.length), { says });
      row.querySelector(".maker__time").textContent = clock(at);
      const field = row.querySelector("input");
      field.value = item.minutes;
      field.removeAttribute("aria-invalid");
      if (!rows[place]) this.list.append(row);
      else if (row !== rows[place]) rows[place].replaceWith(row);
      at += item.minutes;
    }
  }

  row(item, at, count) {
    const name = titleOf(item, this.data);
    const words = made("span", { className: "maker__name" }, name);
    if (item.kind === "q") Object.assign(words, { lang: this.data.lang, dir: this.data.dir });
    const button = (move, text, disabled) => {
      const control = made("button", { type: "button", className: "maker__move", disabled }, text, hidden(`: ${name}`));
      Object.assign(control.dataset, { at, move });
      return control;
    };
    const field = made("input", { type: "text", inputMode: "numeric", size: 3, maxLength: 4, value: item.minutes });
    field.dataset.at = at;
    const minutes = made("label", { className: "maker__minutes" }, field, " minutes", hidden(`: ${name}`));
    const parts = [made("span", { className: "maker__time" }), words];
    if (item.wrong) parts.push(made("span", { className: "maker__wrong" }, item.wrong));
    return made("li", {}, ...parts, made("span", { className: "maker__keys" }, minutes, button("up", "Up", at === 0), button("down", "Down", at === count - 1), button("out", "Remove", false)));
  }

  address(path) { return new URL(path, location.href.split("#")[0]).href; }

  async act(what) {
    const link = this.address(hashOf(this.session));
    const session = { ...this.session, items: this.items() };
    if (what === "calendar") return this.calendar(session, link);
    if (what === "word") return this.word(link);
    const [plain, rich] = what === "link" ? [link] : invitation(session, this.data, link, (path) => this.address(path));
    const said = this.querySelector(".maker__said");
    try {
      await copy(plain, rich);
      said.textContent = what === "link" ? "Link copied" : "Invitation copied. Fill in what is in square brackets.";
    } catch {
      const text = made("textarea", { readOnly: true, rows: 8, cols: 40, value: plain });
      text.setAttribute("aria-label", what === "link" ? "Link to copy" : "Invitation to copy");
      said.replaceChildren("Copy it from here: ", text);
      text.select();
    }
  }

  calendar(session, link) {
    const said = this.querySelector(".maker__said");
    if (!session.date) {
      said.textContent = "Choose a date first.";
      return this.about.elements.date.focus();
    }
    save(new Blob([calendar(session, link, new Date())], { type: "text/calendar" }), "session.ics");
    said.textContent = "Calendar file saved.";
  }

  /** The run sheet as a Word document; what makes it is large, and loaded only now. */
  async word(link) {
    const said = this.querySelector(".maker__said");
    said.textContent = "Making the Word file…";
    try {
      const [{ wordFile }, { runSheetOf }] = await Promise.all([import("./word-file.mjs"), import("./session-word.mjs")]);
      save(await wordFile(runSheetOf(this.session, this.data, link, this.paper())), "run-sheet.docx");
      said.textContent = "Word file saved.";
    } catch {
      said.textContent = "The Word file could not be made, because a part of this page did not load. Check your connection, reload this page and try again, or use Print everything.";
    }
  }

  paper() {
    try { return localStorage.getItem(PAPER) === "letter" ? "letter" : "a4"; } catch { return "a4"; }
  }

  tell(text) { this.querySelector(".maker__told").textContent = text; }
}

customElements.define("session-maker", SessionMaker);
