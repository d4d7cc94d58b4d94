// What is sent with a request, and what somebody answered, as texts for an email. Pure.
// A request is that of answer-link.mjs; `words` are those of notebook-ledger.mjs.

import { weekdayOf } from "./clock.mjs";

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** A question of a request as one reads it: its number and its words; null where there are none. */
export function titleOf({ now, text }, words) {
  const number = now ? words.current[now].number : "";
  return [number, text].filter(Boolean).join(" ") || null;
}

/** The day of a request in words: Thursday 14 January 2027. */
export const byInWords = (by) => weekdayOf(new Date(by));

/** The email that asks, as [plain text, HTML]; `link` is the whole address of the request. */
export function email(request, words, link) {
  const asked = request.questions.map((it) => titleOf(it, words)).filter(Boolean);
  const open = ["Subject: Some questions before we meet on [date]", "Hello [name],", "Before we meet, I would like to hear what each of us thinks, on our own. Here are the questions:"];
  const way = "A few words for each will do. Please leave out any that you would rather not answer. You can write your answers on a phone or a computer, and save them as a file:";
  const close = [
    "The same page prints as a sheet, if you prefer paper. You can also reply to this email, or ring me on [number].",
    `Please send your answers to ${request.to || "[where to send them]"}${request.by ? ` by ${byInWords(request.by)}` : " by [date]"}. [Only the people at the meeting] will see them, ${request.names ? "with a name only where somebody gave one" : "without names"}.`,
    "[We will open the answers together in the meeting. We may keep what we note in our notebook, and the answers too if you agree there.]",
    "If another way of answering would suit you better, tell me and we will do it.",
    "Thank you,",
    request.from || "[your name]",
  ];
  const line = (text) => `<p>${escaped(text)}</p>`;
  return [
    [...open, asked.join("\n"), way, link, ...close].join("\n\n"),
    [...open.map(line), `<p>${asked.map(escaped).join("<br>")}</p>`, line(way), `<p><a href="${escaped(link)}">Write your answers</a></p>`, ...close.map(line)].join(""),
  ];
}

/** Somebody's answers as plain text; `texts` are theirs by the id of the question in the request. */
export function answersAsText(request, voice, texts, words) {
  const who = [voice.name && `Name: ${voice.name}`, voice.kind && `Kind of partner: ${voice.kind}`].filter(Boolean).join("\n");
  const parts = request.questions.filter(({ id }) => texts[id]?.trim()).map((it) => `${titleOf(it, words) ?? it.id}\n\n${texts[it.id].trim()}`);
  return [`My answers${request.from ? ` for ${request.from}` : ""}`, who, ...parts].filter(Boolean).join("\n\n");
}
