// The browser's part of the site. Every page is whole without it; each element below adds one
// behaviour, works when storage or the clipboard is refused, and says nothing to any server.

import { clock, timeOf } from "./clock.mjs";

const COLOURS = "partnering.colours";
const PAPER = "partnering.paper";
const NOTEBOOK = `partnering.notebook:${new URL("../", import.meta.url).pathname}`; // as in notebook-store.mjs

/** What the device remembers under a key; null where storage is refused. */
function remembered(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

/** Remembers a choice on this device; where storage is refused it holds for this page only. */
function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* nothing to do */ }
}

/**
 * Calls `follow` when a choice may have been made elsewhere: whenever a browser shows this page, which
 * after Back it may do as the page, or its fields, were left; and when another tab remembers a choice.
 */
function onOtherChoice(follow) {
  addEventListener("pageshow", follow);
  addEventListener("storage", follow);
}

/** Light or dark: begins with the device's choice, and remembers another on this device. */
class ColourSwitch extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.device = matchMedia("(prefers-color-scheme: dark)");
    this.device.addEventListener("change", () => this.show());
    this.button.addEventListener("click", () => {
      document.documentElement.dataset.colours = this.dark ? "light" : "dark";
      remember(COLOURS, document.documentElement.dataset.colours);
      this.show();
    });
    onOtherChoice(() => {
      const chosen = remembered(COLOURS);
      if (chosen === "dark" || chosen === "light") document.documentElement.dataset.colours = chosen;
      this.show();
    });
    this.hidden = false;
    this.show();
  }

  get dark() {
    const chosen = document.documentElement.dataset.colours;
    return chosen ? chosen === "dark" : this.device.matches;
  }

  show() { this.button.setAttribute("aria-pressed", String(this.dark)); }
}

/** The list of sheets: each link leads to the file in the form and on the paper that were chosen once. */
class SheetChoice extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    for (const link of this.querySelectorAll("[data-sheet]")) link.dataset.page = link.getAttribute("href");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => {
      if (target.name === "paper") remember(PAPER, target.value);
      this.show();
    });
    this.form.hidden = false;
    if (remembered(PAPER)) this.recall();
    else this.show();
    onOtherChoice(() => { if (remembered(PAPER)) this.recall(); });
  }

  recall() {
    this.form.elements.paper.value = remembered(PAPER) === "letter" ? "letter" : "a4";
    this.show();
  }

  show() {
    const forms = [...this.form.elements.form];
    const chosen = forms.find((form) => form.checked);
    const paper = this.form.elements.paper.value;
    for (const link of this.querySelectorAll("[data-sheet]")) {
      const files = JSON.parse(link.dataset.files);
      const form = files[chosen.value] ? chosen : forms[0]; // a sheet to read is not filled in
      const pages = files[form.value][paper === "letter" ? 1 : 0];
      const said = [form.dataset.said];
      if (pages) said.push(pages === 1 ? "1 page" : `${pages} pages`);
      if (form !== chosen) said.push("clear print");
      link.href = `${link.dataset.page}${link.dataset.sheet}-${paper}${form.dataset.ending}`;
      link.nextElementSibling.textContent = said.join(", ");
    }
    for (const item of this.querySelectorAll("[data-paper]")) item.hidden = item.dataset.paper !== paper;
  }
}

/** Shows the resources that fit a section, the time and the number of people. */
class ResourceFilter extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.items = [...this.querySelectorAll("li[data-sections]")];
    this.said = this.querySelector("[role=status]");
    const asked = new URLSearchParams(location.search);
    for (const field of this.form.querySelectorAll("select")) {
      if ([...field.options].some((option) => option.value === asked.get(field.name))) field.value = asked.get(field.name);
    }
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.choose());
    this.form.addEventListener("reset", () => setTimeout(() => this.choose()));
    this.form.hidden = false;
    this.choose();
  }

  choose() {
    const wanted = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
    let shown = 0;
    for (const item of this.items) {
      item.hidden = !fits(item.dataset, wanted);
      shown += item.hidden ? 0 : 1;
    }
    this.said.textContent = shown === 1 ? "1 resource" : `${shown || "No"} resources`;
    const query = new URLSearchParams(wanted).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }
}

/** Whether a resource, by the data on its list item, fits what is wanted. */
function fits(resource, wanted) {
  if (wanted.section && !resource.sections.split(" ").includes(wanted.section)) return false;
  if (wanted.time && Number(resource.leastTime) > Number(wanted.time)) return false;
  const people = Number(wanted.group);
  if (people && (people < Number(resource.least) || people > Number(resource.most || Infinity))) return false;
  return true;
}

/** An old address of a question that moved elsewhere: goes on to where it stands now. */
function followMoved() {
  if (!location.hash) return;
  const moved = document.getElementById(location.hash.slice(1));
  if (moved?.dataset.now) location.replace(moved.dataset.now);
}

/** The clock times of an agenda, from the time at which it starts; nothing is remembered. */
class SessionClock extends HTMLElement {
  connectedCallback() {
    this.start = this.querySelector("input");
    this.start.addEventListener("change", () => this.show());
    for (const awaited of this.querySelectorAll(".awaited")) awaited.hidden = false;
    this.show(); // a browser may have kept what was typed
  }

  show() {
    const start = timeOf(this.start.value);
    this.start.setAttribute("aria-invalid", String(start === null));
    this.querySelector(".clock__wrong").textContent = start === null ? "Please write a time like 14:00. Nothing has changed." : "";
    if (start === null) return;
    for (const time of this.querySelectorAll("[data-after]")) time.textContent = clock(start + Number(time.dataset.after));
    this.start.value = clock(start);
    for (const link of document.querySelectorAll("[data-start]")) link.hash = link.hash.replace(/(#|&)start=[^&]*|$/, (found, sign) => (found ? `${sign}start=${clock(start)}` : ""));
  }
}

customElements.define("colour-switch", ColourSwitch);
customElements.define("resource-filter", ResourceFilter);
customElements.define("sheet-choice", SheetChoice);
customElements.define("session-clock", SessionClock);
addEventListener("hashchange", followMoved);
followMoved();
document.documentElement.dataset.scripted = "yes"; // or the page goes on as it is without scripts
const search = document.querySelector(".find");
if (search) import("./search.mjs").catch(() => search.classList.remove("awaited")); // the list on the page serves
if (document.querySelector("copy-menu")) import("./copy-menu.mjs");
const maker = document.querySelector(".page--session");
if (maker) import("./session.mjs").catch(() => maker.classList.add("failed")).finally(() => maker.classList.add("ready"));
if (document.querySelector("copy-text")) import("./copy-text.mjs");
if (document.querySelector("a.term")) import("./terms.mjs");
if (document.querySelector("notebook-page")) import("./notebook.mjs").catch(() => document.querySelector(".page--notebook").classList.add("failed"));
else if (remembered(NOTEBOOK) && document.querySelector("[data-question], [data-prompts]")) import("./notebook-write.mjs");
const answers = document.querySelector(".page--answer, .page--together");
if (answers) (answers.matches(".page--answer") ? import("./answer.mjs") : import("./together.mjs")).catch(() => answers.classList.add("failed"));
