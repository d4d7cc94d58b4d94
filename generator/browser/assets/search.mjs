// The page of the search. The list of everything on it is the first part of the index, the texts are
// the second. What is typed is kept after the # of the address, which goes to no server; `?q=` is put
// there as soon as it is read.

import { copy } from "./clipboard.mjs";
import { excerpt, finder, finderInPieces } from "./search-find.mjs";
import { stems } from "./search-words.mjs";

const FIRST = 20; // as many results are shown at once
const PAUSE = 600; // milliseconds without typing until a screen reader is told what was found

const page = document.querySelector(".page--search");
const form = page.querySelector("form");
const field = form.querySelector("input");
const said = page.querySelector("[role=status]");
const list = page.querySelector(".found");
const more = page.querySelector(".find__more");
const everything = page.querySelector(".everything");
const title = document.title;

const state = { find: () => ({ results: [] }), lacks: "", telling: 0, all: false, isLoading: true, hasCopied: false };

/** The documents of the first part, from the links of the list. */
const listed = [...everything.querySelectorAll("a[data-kind]")].map((link) => ({
  ...link.dataset,
  link,
  title: link.querySelector("span").textContent,
  href: link.href,
  names: JSON.parse(link.dataset.names ?? "[]"),
}));

/** The same with the texts of the second part, and the parts of pages. */
function completed(told) {
  const entries = new Map(told.map((entry) => [new URL(`../${entry.path}`, location.href).href, entry]));
  const known = listed.map((it) => ({ ...it, ...entries.get(it.href) }));
  for (const it of listed) entries.delete(it.href);
  return [...known, ...[...entries].map(([href, entry]) => ({ ...entry, href, names: [] }))];
}

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A text with the words in it that were found marked. */
function marked(text, terms) {
  const wanted = new Set(terms);
  return text.split(/(\s+)/).map((part) => (part.length < 40 && stems(part).some((stem) => wanted.has(stem)) ? made("mark", {}, part) : part));
}

/** What a document is called: as the list has it, with its language. */
function named({ link, title }) {
  return link ? [...link.childNodes].map((node) => node.cloneNode(true)) : [title];
}

function shown({ document: it, terms, fields }) {
  const inText = fields.includes("text") && !fields.includes("title") && !fields.includes("names");
  const sentence = (inText && excerpt(it.text, terms)) || it.summary || excerpt(it.text, terms);
  const onlyHelp = fields.every((name) => name === "help");
  const open = made("a", { className: "found__open", href: it.href }, ...named(it));
  const acts = made("p", { className: "found__acts" });
  if (it.sheet && it.kind !== "sheet") acts.append(made("a", { href: it.sheet }, it.kind === "question" ? "Print the sheet for its section" : "Print its sheet", hidden(`: ${it.title}`)));
  acts.append(copyButton(it));
  const item = made("li", { className: "found__item" }, made("p", { className: "found__what" }, it.what), made("p", { className: "found__title" }, open));
  if (onlyHelp) item.append(made("p", { className: "found__words" }, "Found in the help with this question."));
  else if (sentence) item.append(made("p", { className: "found__words" }, ...marked(sentence, terms)));
  item.append(acts);
  item.shows = item.innerHTML;
  return item;
}

/** Lists results. One that stays as it is stays in the page: somebody may be about to press it. */
function lay(items) {
  const held = new Map([...list.children].map((item) => [item.shows, item]));
  const wanted = items.map((item) => held.get(item.shows) ?? item);
  for (const item of [...list.children]) if (!wanted.includes(item)) item.remove();
  wanted.forEach((item, at) => { if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null); });
}

const hidden = (text) => made("span", { className: "visually-hidden" }, text);

function copyButton(it) {
  const button = made("button", { type: "button" }, "Copy link", hidden(`: ${it.title}`));
  const address = it.permanent ? new URL(it.permanent, location.href).href : it.href;
  button.addEventListener("click", async () => {
    state.hasCopied = true;
    try {
      await copy(address);
      tell("Link copied");
    } catch {
      const text = made("input", { readOnly: true, value: address, className: "found__address" });
      text.setAttribute("aria-label", "Link to copy");
      button.parentElement.querySelector("input")?.remove();
      button.after(text);
      text.select();
      tell("Copy the link from the box");
    }
  });
  return button;
}

/** Says it on the page and to a screen reader, once nothing was typed for a while. */
function tell(text, after = 0) {
  clearTimeout(state.telling);
  state.telling = setTimeout(() => { said.textContent = text; }, after);
}

function counted({ results, isLoose }) {
  const count = results.length === 1 ? "1 result" : `${results.length || "No"} results`;
  if (state.isLoading) return `${count} so far.`;
  if (!results.length) return `${count}. Try another word, or look in the list below.${state.lacks}`;
  return `${count}${isLoose ? " with some of these words, but none with all of them" : ""}.${state.lacks}`;
}

/** Focuses what stands in the new list for a control of the old one; else its result, else the field. */
function refocus(held) {
  if (held.isConnected) return held.focus();
  const href = held.closest(".found__item").querySelector(".found__open").href;
  const open = [...list.querySelectorAll(".found__open")].find((link) => link.href === href);
  const controls = open ? [...open.closest(".found__item").querySelectorAll("a, button")] : [];
  return (controls.find((it) => it.textContent === held.textContent) ?? open ?? field).focus();
}

/** Shows what is found for the words in the field. */
function show() {
  const query = field.value.trim();
  const outcome = query ? state.find(query) : { results: [] };
  const items = (state.all ? outcome.results : outcome.results.slice(0, FIRST)).map(shown);
  const held = document.activeElement?.closest(".found__item") ? document.activeElement : null;
  lay(items);
  if (held && document.activeElement !== held) refocus(held);
  list.hidden = !items.length;
  more.hidden = items.length === outcome.results.length;
  more.firstElementChild.textContent = `Show all ${outcome.results.length} results`;
  everything.hidden = items.length > 0;
  // "Link copied" stays until something is typed.
  if (!state.hasCopied || state.lacks) tell(query ? counted(outcome) : state.lacks.trim(), said.textContent ? PAUSE : 0);
}

/** Keeps the words in the address, where Back and reload find them and no server does. */
function keep() {
  const query = field.value.trim();
  const hash = query ? `#${new URLSearchParams({ q: query })}` : "";
  history.replaceState(history.state, "", location.pathname + hash);
  document.title = query ? `${query} - ${title}` : title;
}

/** The words that the address asks for; null where it asks for none. */
function asked() {
  return new URLSearchParams(location.hash.slice(1)).get("q") ?? new URLSearchParams(location.search).get("q");
}

function changed() {
  state.all = state.hasCopied = false;
  keep();
  show();
}

/** Down from the field and through the results, up again. */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [field, ...list.querySelectorAll(".found__open")];
  const at = stops.indexOf(event.target);
  if (at < 0 || !stops[at + step]) return;
  event.preventDefault();
  stops[at + step].focus();
}

/** Takes the words from the address; one with only `#q` is the way here from other pages. */
function begin() {
  const query = asked();
  if (query === null) return;
  field.value = query.slice(0, field.maxLength);
  changed();
}

/** The same function, made when it is first called. */
function atFirstUse(make) {
  let find;
  return (query) => (find ??= make())(query);
}

/** Makes a function that lets the browser do what waits, at most so many milliseconds. */
function pauser(most = 8) {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await (globalThis.scheduler?.yield?.() ?? new Promise((done) => { setTimeout(done); }));
    since = performance.now();
  };
}

async function load() {
  const [MiniSearch, told] = await Promise.all([
    import("./vendor/minisearch.mjs").then((module) => {
      state.find = atFirstUse(() => finder(listed, module.default));
      if (field.value) show();
      return module.default;
    }, () => null),
    fetch(page.dataset.texts).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null),
  ]);
  if (!told) state.lacks = " Only titles were searched, because the rest did not load. Reload the page to search everything.";
  else if (!MiniSearch) state.lacks = " Part of the search did not load, so words must be spelt exactly. Reload the page to try again.";
  if (told) state.find = await finderInPieces(completed(told), MiniSearch, pauser());
  state.isLoading = false;
  if (field.value || state.lacks) show();
}

state.find = atFirstUse(() => finder(listed, null));
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  (list.querySelector(".found__open") ?? field).focus();
});
field.addEventListener("input", changed);
more.addEventListener("click", () => {
  state.all = true;
  show();
  list.children[FIRST]?.querySelector("a").focus();
});
page.addEventListener("keydown", move);
addEventListener("hashchange", begin);
if (location.hash === "#q") field.focus({ preventScroll: true });
begin();
load();
