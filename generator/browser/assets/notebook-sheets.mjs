// Paper that remembers: last time's words and open promises on a sheet, from the notebook in this browser.

import { made, plainWords, roundName } from "./notebook-fields.mjs";
import { dated, promiseInWords, voiceInWords } from "./notebook-shape.mjs";
import { Store } from "./notebook-store.mjs";

const MOST = { clear: { wide: 380, box: 140 }, large: { wide: 200, box: 90 } }; // characters of an answer beside its question; all of it follows at the end

/** What was written last about an id, or about one prompt of a resource: [round, answers]. */
function lastOf(rounds, name, asked) {
  const [about, isPrompt] = name.split(/--(?=\d+$)/);
  const isHere = (answer) => answer.about === about && answer.text.trim() && (!isPrompt || plainWords(answer.asked) === plainWords(asked));
  const round = rounds.findLast((it) => it.answers.some(isHere));
  return round ? [round, round.answers.filter(isHere)] : null;
}

const said = ({ text, voice }, words) => made("p", { className: "last__words", dir: "auto" }, ...(voiceInWords(voice) ? [made("strong", {}, `${voiceInWords(voice)}: `)] : []), words ?? text);

/** Puts last time's words on the questions of a sheet; returns those that are too long to stand there in full. */
function fill(asks, rounds, limits) {
  const long = [];
  for (const ask of asks) {
    const title = ask.querySelector(".ask__text");
    const found = title && lastOf(rounds, ask.dataset.ask, title.textContent);
    if (!found) continue;
    const [round, answers] = found;
    const box = ask.querySelectorAll(".box").length === 2 ? ask.querySelector(".box") : null;
    const most = box ? limits.box : limits.wide;
    const words = answers.map((answer) => {
      if (answer.text.length <= most) return said(answer);
      long.push([title.textContent, round, answer]);
      return said(answer, `${answer.text.slice(0, most - 20).replace(/\S*$/, "")}… (all of it at the end)`);
    });
    const when = made("p", { className: "last__when" }, `${box ? "" : "Last time: "}${roundName(round)}, ${dated(answers.at(-1).written)}`);
    if (box) box.append(made("div", { className: "last" }, when, ...words));
    else title.after(made("div", { className: "last" }, when, ...words));
  }
  return long;
}

/** Puts open promises in the table of a look-back sheet that asks what became of them. */
function fillPromises(table, open) {
  const rows = [...table.querySelectorAll("tbody tr")];
  for (const [at, promise] of open.entries()) {
    const row = rows[at] ?? table.querySelector("tbody").appendChild(made("tr", { className: "last last--row" }, ...Array.from(rows[0].cells, () => made("td"))));
    row.cells[0].append(made("span", { className: "last" }, promiseInWords(promise)));
  }
}

/** A text in pieces of no more than `most` characters, parted at spaces where there are any. */
function pieces(text, most) {
  const found = [];
  for (let rest = text; rest;) {
    const cut = rest.length > most ? rest.lastIndexOf(" ", most) : rest.length;
    const end = cut > 0 ? cut : most;
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return found;
}

/** Parts as pages, in order: each is [elements, the characters for which it needs room]. */
function inPages(parts, most) {
  const pages = [[]];
  let used = 0;
  for (const [elements, needed] of parts) {
    if (used && used + needed > most) { pages.push([]); used = 0; }
    pages.at(-1).push(...elements);
    used += needed;
  }
  return pages;
}

/** Pages at the end of a sheet: promises that are open, and answers that are too long for their place. */
function ending(model, open, long, isLarge) {
  const most = isLarge ? 1000 : 2200; // characters on a page, with room to spare
  const line = most / 20;
  const heading = made("h2", { className: "ask__text" }, "From our notebook");
  const promises = open.map((promise) => [[made("p", { dir: "auto" }, promiseInWords(promise), made("span", { className: "last__kept" }, "kept ☐   partly ☐   not ☐   dropped ☐"))], promiseInWords(promise).length + 3 * line]);
  if (promises.length) promises[0][0].unshift(made("p", {}, made("strong", {}, "What we promised, and is still open")));
  const answers = long.flatMap(([question, round, answer]) => pieces(answer.text, most - question.length - 6 * line).map((text, at) => [[
    ...(at ? [] : [made("p", { className: "last__when" }, made("strong", {}, question), ` ${roundName(round)}, ${dated(answer.written)}`)]), said(answer, text),
  ], text.length + line * text.split("\n").length + (at ? 0 : question.length + 2 * line)]));
  const foot = model.querySelector(".leaf__foot");
  const leaves = inPages([[[heading], 3 * line], ...promises, ...answers], most).map((elements) => {
    const below = foot.cloneNode(true);
    return made("div", { className: "leaf" }, made("div", { className: "leaf__words leaf__words--flow" }, ...elements), below);
  });
  return made("section", { className: "part last" }, ...leaves);
}

/** Numbers the pages of a sheet anew. */
function number(sheet) {
  const pages = [...sheet.querySelectorAll(".leaf .foot__page")];
  for (const [at, page] of pages.entries()) {
    const figures = [at + 1, pages.length];
    page.textContent = page.textContent.replace(/\d+/g, () => figures.shift());
  }
}

/**
 * Adds to a sheet (its page, or one document of a print job) what the notebook holds, with the promises
 * that are open, if asked; returns whether the sheet has questions to answer.
 */
export function remember(sheet, withPromises = true) {
  forget(sheet);
  const held = new Store().read()?.notebook;
  const asks = [...sheet.querySelectorAll(".ask[data-ask]")];
  if (!held || !asks.length) return false;
  const earlier = held.rounds.length > 1 ? held.rounds.slice(0, -1) : held.rounds; // this time's words are not last time's
  const long = fill(asks, earlier, sheet.closest(".large") ? MOST.large : MOST.clear);
  const open = withPromises ? held.rounds.flatMap(({ promises }) => promises.filter(({ kept, what }) => kept === null && what.trim())) : [];
  const table = sheet.querySelector("[data-fill$=--promised]");
  if (table) fillPromises(table, open);
  const atEnd = table ? [] : open;
  const leaves = [...sheet.querySelectorAll(".leaf")];
  if (atEnd.length || long.length) leaves.at(-1).closest(".part").after(ending(leaves.at(-1), atEnd, long, Boolean(sheet.closest(".large"))));
  const before = sheet.querySelector("[data-ask$=--last] .ask__text");
  const last = earlier.findLast(({ answers }) => answers.some(({ text }) => text.trim()));
  if (before && last) before.after(made("p", { className: "last last__when" }, `${roundName(last)}, begun on ${dated(last.began)}`));
  number(sheet);
  return true;
}

/** Takes it away again. */
export function forget(sheet) {
  for (const added of sheet.querySelectorAll(".last")) added.remove();
  number(sheet);
}
