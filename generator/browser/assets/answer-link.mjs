// A request to answer some questions alone, as a link: what stands after the # of its address, which goes
// to no server. Pure.
//
// from=Northshire&questions=impact,power&kinds=NHS,Council&names=no&by=2027-01-14&to=Sam
//
// from is who asks, questions the ids of questions and resources, kinds the kinds of partner to choose
// from, names whether people may give theirs, by the last day, to where the answers go.
// A comma within a kind is %2C, a per cent sign %25. What is not understood is kept.

import { idNow } from "./notebook-ledger.mjs";
import { asHash, decoded, owned, packed } from "./link-parts.mjs";

/** How much a request holds: questions, kinds, letters of each text; a link longer than `link` is often cut. */
export const LIMITS = { questions: 60, kinds: 30, words: 200, link: 2000 };
const KNOWN = ["from", "questions", "kinds", "names", "by", "to"];

/** Text on one line, of no more than the letters that a request may hold, and no half letter at its end. */
const line = (text) => (text ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, LIMITS.words).replace(/\p{Surrogate}/gu, "");
const listed = (text) => (text ?? "").split(",").filter((it) => it.trim());
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** One question of a request: `id` as the link has it, `now` the id of today, null where there is none. */
function questionOf(text, words) {
  const id = decoded(text.trim());
  const now = idNow(id, words);
  const gone = owned(words.former, id)?.words ?? "";
  const wrong = now ? "" : gone
    ? "One of these is no longer in the framework. Its last words are shown."
    : `This link asks for “${line(id).slice(0, 40)}”, which this toolkit does not have. The link may be cut, or from another version.`;
  return { id, now, text: now ? words.current[now].text : gone, wrong };
}

/**
 * The request that a link (the part after the #) makes, with `words` as in notebook-ledger.mjs; null where
 * it asks for no questions. `wrong` are sentences on what could not be used.
 */
export function requestOf(hash, words) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const [ids, kinds] = [listed(asked.get("questions")), listed(asked.get("kinds"))];
  if (!ids.length) return null;
  const questions = [...new Set(ids)].slice(0, LIMITS.questions).map((id) => questionOf(id, words));
  const wrong = questions.map((it) => it.wrong).filter(Boolean);
  if (ids.length > LIMITS.questions) wrong.push(`Only the first ${LIMITS.questions} questions are shown.`);
  if (kinds.length > LIMITS.kinds) wrong.push(`Only the first ${LIMITS.kinds} kinds of partner are shown.`);
  const [by, names] = [asked.get("by") ?? "", asked.get("names") ?? ""];
  if (by && !isDay(by)) wrong.push(`The last day, ${line(by).slice(0, 20)}, is no date such as 2027-01-14.`);
  if (names && !["yes", "no"].includes(names)) wrong.push(`Whether to give names, ${line(names).slice(0, 20)}, is neither yes nor no. Nobody needs to give a name.`);
  for (const key of ["from", "to"]) if ((asked.get(key) ?? "").length > LIMITS.words) wrong.push(`Only the first ${LIMITS.words} letters of “${key}” are shown.`);
  return {
    from: line(asked.get("from")), to: line(asked.get("to")), by: isDay(by) ? by : null, names: names === "yes",
    kinds: [...new Set(kinds.slice(0, LIMITS.kinds).map((it) => line(decoded(it))).filter(Boolean))],
    questions, others: [...asked].filter(([key]) => !KNOWN.includes(key)), wrong: [...new Set(wrong)],
  };
}

/** The part of a link after the # for a request; its questions need their `id` only. */
export function hashOf({ from = "", questions, kinds = [], names = false, by = null, to = "", others = [] }) {
  const said = new URLSearchParams();
  if (from) said.set("from", from);
  said.set("questions", questions.map(({ id }) => packed(id)).join(","));
  if (kinds.length) said.set("kinds", kinds.map(packed).join(","));
  said.set("names", names ? "yes" : "no");
  if (by) said.set("by", by);
  if (to) said.set("to", to);
  for (const [key, value] of others) said.append(key, value);
  return asHash(said);
}
