// Print everything: the sheets of a session in the right numbers, from the pages of the sheets themselves.

import { clock, lasting, timeOf } from "./clock.mjs";
import { moveTimes } from "./move-times.mjs";
import { hashOf, lengthOf, LIMITS, sessionOf, whole } from "./session-link.mjs";

const MOST = 600; // pages that one print job holds; beyond that, one copy of each
const LINES = { clear: 33, large: 24 }; // of text on a page of a run sheet of one's own
const SEVERAL = "Words of several owners: the end of this handout says whose they are.";
const data = JSON.parse(document.querySelector("#session-data").textContent);
const form = document.querySelector("form");
const main = document.querySelector(".documents");
const fields = form.elements;
const pages = new Map(); // the sheets that were fetched, by address

let session = null;
let drawing = 0;

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The page of a sheet, parsed; it is asked for once. */
function sheetPage(path, size) {
  const address = new URL(size === "large" ? `${path}large/` : path, location.href.split("#")[0]).href;
  if (!pages.has(address)) {
    const got = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(address))));
    got.catch(() => pages.delete(address)); // to be asked for again
    pages.set(address, got.then((html) => new DOMParser().parseFromString(html, "text/html")));
  }
  return pages.get(address);
}

/** A document to print: a sheet in one size of print, as a page of its own shows it. */
function documentOf(page, size, parts) {
  const lines = [...page.documentElement.classList].find((name) => name.startsWith("foot-")) ?? "";
  const made_ = made("div", { className: `document ${size} ${lines}` }, ...parts.map((part) => document.importNode(part, true)));
  for (const part of made_.querySelectorAll("[aria-labelledby]")) part.removeAttribute("aria-labelledby");
  for (const named of made_.querySelectorAll("h1[id], .head__above[id]")) named.removeAttribute("id");
  return made_;
}

async function sheetDocument(path, size) {
  const page = await sheetPage(path, size);
  return documentOf(page, size, [...page.querySelectorAll("main > .part")]);
}

/** How many copies of a sheet there are in each size of print. */
function copiesOf({ per, copies, leads }) {
  const all = per ? Math.ceil(session.people / per) * copies : copies;
  const large = per && !leads ? Math.min(session.large, all) : 0;
  return { clear: all - large, large };
}

/** What is printed for a plan: its run sheet and the sheets that it lists, those for the leader first. */
function planned(plan) {
  const times = plan.items.reduce((list, { minutes }) => [...list, list.at(-1) + minutes], [timeOf(plan.start)]).map(clock);
  return [...plan.sheets].sort((a, b) => b.leads - a.leads).map((sheet) => ({
    ...sheet, copies: copiesOf(sheet),
    draw: async (size) => {
      const drawn = await sheetDocument(sheet.page, size);
      if (sheet === plan.sheets[0]) moveTimes(drawn, times, timeOf(plan.start), session.start);
      return drawn;
    },
  }));
}

/** What is printed for a session of one's own. */
function composed() {
  const resources = [...new Set(session.items.flatMap((item) => item.resources))].map((id) => data.resources[id]);
  const each = copiesOf({ per: 1, copies: 1 });
  const once = { clear: 1, large: 0 };
  const asks = session.items.some((item) => item.questions.length);
  return [
    { title: `Run sheet: ${session.title}`, who: "For the person leading", copies: once, draw: runSheet },
    ...resources.map((it) => ({ title: `Run sheet: ${it.title}`, who: "For the person leading", copies: once, draw: (size) => sheetDocument(it.run, size) })),
    ...(asks ? [{ title: `Handout: ${session.title}`, who: "One for each person", copies: each, draw: handout }] : []),
    ...resources.map((it) => ({ title: it.title, who: "One for each person", copies: each, draw: (size) => sheetDocument(it.sheet, size) })),
    { title: "What we noticed, what we will do", who: "One for the group", copies: once, draw: (size) => sheetDocument(data.next, size) },
  ];
}

/** A page of a sheet of one's own: its words, and a foot with its credit. */
function leaf(model, className, at, count, ...inside) {
  const foot = document.importNode(model.querySelector(".leaf__foot"), true);
  foot.querySelector(".foot__code")?.remove(); // it leads to another sheet
  foot.querySelector("strong").textContent = data.address;
  foot.querySelector(".foot__page").textContent = `Page ${at} of ${count}`;
  return made("div", { className: "leaf" }, made("div", { className: `leaf__words ${className}` }, ...inside), foot);
}

/** The line of credit in the foot of a sheet. */
function creditOf(page) { return page.querySelector(".foot__words p:last-child").textContent; }

/** Whose words are on a handout of questions from several sheets: each statement of rights once. */
function rightsOf(sheets) {
  const statements = new Map(sheets.flatMap((page) => [...page.querySelectorAll(".rights p")]).map((it) => [it.textContent, it]));
  return made("div", { className: "rights" }, ...[...statements.values()].map((it) => document.importNode(it, true)));
}

function head(above, summary, blanks) {
  const line = (name, wide) => made("div", { className: wide ? "blank blank--wide" : "blank" }, made("dt", {}, name), made("dd"));
  const parts = [made("p", { className: "head__above" }, above), made("div", { className: "head__title" }, made("h1", {}, session.title)), made("p", { className: "head__summary" }, summary)];
  if (blanks) parts.push(made("dl", { className: "blanks" }, line("Partnership"), line("Date"), line("My name and organisation", true)));
  return made("div", { className: "head" }, ...parts);
}

function voiced(element) {
  if (data.lang !== "en-GB") Object.assign(element, { lang: data.lang, dir: data.dir });
  return element;
}

async function runSheet(size) {
  const page = await sheetPage(data.next, size);
  let at = session.start;
  const rows = session.items.map((item) => {
    const time = made("th", { scope: "row" }, clock(at), made("span", {}, lasting(item.minutes)));
    const words = made("td");
    const lines = [item.title, item.text].filter(Boolean);
    if (item.title) words.append(made("p", {}, made("strong", {}, item.title)));
    if (item.text) words.append(made("p", {}, item.text));
    for (const id of item.questions) {
      const { number, text } = data.questions[id];
      words.append(made("p", {}, made("strong", {}, number), " ", voiced(made("span", {}, text))));
      lines.push(text);
    }
    at += item.minutes;
    return [made("tr", {}, time, words), 1 + lines.reduce((sum, text) => sum + Math.ceil(text.length / (size === "large" ? 38 : 50)), 0)];
  });
  rows.push([made("tr", {}, made("th", { scope: "row" }, clock(at)), made("td", {}, made("strong", {}, "End"))), 2]);
  const chunks = [[]];
  let used = 8;
  for (const [row, lines] of rows) {
    if (used + lines > LINES[size] && chunks.at(-1).length) { chunks.push([]); used = 2; }
    chunks.at(-1).push(row);
    used += lines;
  }
  const leaves = chunks.map((some, place) => {
    const heads = made("tr", {}, ...["Time", "What to do"].map((name) => made("th", { scope: "col" }, name)));
    const table = made("table", { className: "agenda" }, made("thead", {}, heads), made("tbody", {}, ...some));
    const top = place ? [] : [head("Session of our own · For the person leading it", `${lasting(lengthOf(session))}, from ${clock(session.start)} to ${clock(at)}`)];
    return leaf(page, "leaf__words--flow", place + 1, chunks.length, ...top, table);
  });
  return documentOf(page, size, [made("section", { className: "part" }, ...leaves)]);
}

/** The session's own questions in its order, with room to write, then what was noticed and will be done. */
async function handout(size) {
  const ids = [...new Set(session.items.flatMap((item) => item.questions))];
  const sheets = await Promise.all(ids.map((id) => sheetPage(data.questions[id].sheet, size)));
  const asks = ids.map((id, at) => document.importNode(sheets[at].querySelector(`[data-ask="${CSS.escape(id)}"]`), true));
  const last = [...(await sheetPage(data.next, size)).querySelectorAll("main > .part")].map((part) => document.importNode(part, true));
  const each = size === "large" ? 1 : 2;
  const chunks = [asks.slice(0, 1)];
  for (let at = 1; at < asks.length; at += each) chunks.push(asks.slice(at, at + each));
  const leaves = chunks.map((some, at) => leaf(sheets[0], "", at + 1, chunks.length, ...(at ? [] : [head("Session of our own · Handout for each person", "Write what you like. You may leave a question out.", true)]), ...some));
  leaves.at(-1).querySelector(".leaf__words").append(rightsOf(sheets));
  const credits = new Set(sheets.map(creditOf));
  if (credits.size > 1) for (const page of leaves) page.querySelector(".foot__words p:last-child").textContent = SEVERAL;
  return documentOf(sheets[0], size, [made("section", { className: "part" }, ...leaves), ...last]);
}

/** Draws all there is to print; what is asked for meanwhile takes its place. */
async function draw() {
  const mine = ++drawing;
  const plan = session.plan ? data.plans[session.plan] : null;
  const sheets = plan ? planned(plan) : composed();
  const wanted = sheets.flatMap((sheet) => ["clear", "large"].filter((size) => sheet.copies[size]).map((size) => ({ sheet, size, copies: sheet.copies[size] })));
  form.querySelector("button").disabled = true;
  if (form.querySelector("table").hidden) {
    list(wanted);
    tell(".printing__sum", "The pages are being counted.");
  }
  try {
    const drawn = await Promise.all(wanted.map(({ sheet, size }) => sheet.draw(size)));
    if (fields.last.checked) {
      const { remember } = await import("./notebook-sheets.mjs");
      let isFirst = true; // the promises stand once, in each size of print
      for (const [at, { sheet }] of wanted.entries()) if (!sheet.leads && remember(drawn[at], isFirst || sheet === wanted[at - 1]?.sheet)) isFirst = false;
    }
    if (mine === drawing) lay(wanted, drawn);
  } catch {
    if (mine === drawing) tell(".printing__sum", "A sheet could not be loaded. Check your connection, and reload this page.");
  }
}

function lay(wanted, drawn) {
  const counts = drawn.map((it) => it.querySelectorAll(".leaf").length);
  const whole_ = (count) => (session.both ? count + (count % 2) : count);
  const total = wanted.reduce((sum, { copies }, at) => sum + copies * whole_(counts[at]), 0);
  const isMuch = total > MOST;
  main.replaceChildren(...drawn.flatMap((first, at) => {
    if (session.both && counts[at] % 2) first.append(made("div", { className: "leaf leaf--blank" }, "This side is blank, so that the next part begins on a fresh sheet."));
    const more = isMuch ? 0 : wanted[at].copies - 1;
    return [first, ...Array.from({ length: more }, () => copyOf(first))];
  }));
  list(wanted, counts);
  form.querySelector("button").disabled = false;
  const sum = `${total} ${total === 1 ? "page" : "pages"} in all.`;
  tell(".printing__sum", isMuch ? `${sum} That is more than a browser prints well at once, so this page holds one copy of each: print it, and print the others from their own pages.` : sum);
}

/** Lists what will be printed, with the pages of each as far as they were counted. */
function list(wanted, counts = []) {
  const cell = (text) => made("td", {}, String(text));
  form.querySelector("tbody").replaceChildren(...wanted.map(({ sheet, size, copies }, at) => made("tr", {}, made("th", { scope: "row" }, size === "large" ? `${sheet.title}, in large print` : sheet.title), cell(sheet.who), cell(counts[at] ?? "…"), cell(copies))));
  form.querySelector("table").hidden = false;
}

/** Another copy, which only paper shows. */
function copyOf(first) {
  const copy = first.cloneNode(true);
  copy.classList.add("document--again");
  copy.setAttribute("aria-hidden", "true");
  return copy;
}

function tell(selector, text) {
  const place = document.querySelector(selector);
  if (place.textContent !== text) place.textContent = text;
}

/** Takes what is in the fields; what cannot be used is told, and changes nothing. */
function take() {
  const people = whole(fields.people.value, 1, LIMITS.people, null);
  const large = whole(fields.large.value, 0, people ?? LIMITS.people, null);
  const start = timeOf(fields.start.value);
  const wrong = [
    [fields.people, people === null, `Write the number of people in figures: a whole number from 1 to ${LIMITS.people}, such as 12.`],
    [fields.large, large === null, "Write how many need large print in figures: 0, or up to the number of people."],
    [fields.start, start === null, "Write the start as a time, such as 14:00."],
  ];
  for (const [field, isWrong] of wrong) field.setAttribute("aria-invalid", String(isWrong));
  const said = wrong.filter(([, isWrong]) => isWrong).map(([, , words]) => words);
  tell("#wrong", said.join(" "));
  if (said.length) return;
  session = { ...session, people, large, start, both: fields.both.checked };
  fields.start.value = clock(start);
  history.replaceState(null, "", hashOf(session));
  draw();
}

function begin() {
  const asked = sessionOf(location.hash, data);
  session = asked?.items.length ? asked : null;
  const plans = document.querySelector(".printing__plans");
  plans.hidden = Boolean(session);
  plans.classList.toggle("is-wanted", !session);
  form.hidden = !session;
  if (!session) {
    main.replaceChildren();
    return tell(".printing__title", ["Choose a session plan, then Print everything.", ...(asked?.wrong ?? [])].join(" "));
  }
  const plan = data.plans[session.plan];
  tell(".printing__title", `${session.title}: ${lasting(lengthOf(session))}`);
  document.title = `Print everything: ${session.title}`;
  document.querySelector(".back").href = plan ? plan.page : `../${hashOf(session)}`;
  fields.people.value = session.people;
  fields.large.value = session.large;
  fields.start.value = clock(session.start);
  fields.both.checked = session.both;
  tell("#wrong", session.wrong.join(" "));
  draw();
}

form.addEventListener("change", take);
try {
  const site = new URL("../", import.meta.url).pathname;
  fields.last.closest("p").hidden = !localStorage.getItem(`partnering.notebook:${site}`);
} catch { /* there is no notebook */ }
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.querySelector("button").disabled) print();
});
addEventListener("hashchange", begin);
begin();
