// A session as a link: what stands after the # of its address, which goes to no server. Pure.
//
// plan=ID&start=14:00&people=12&large=2
// title=Away+day&start=09:30&people=9&items=t.Welcome.10,q.ID.15,b.10,r.ID.40
//
// date is the day (2026-12-03), for how many minutes there are, large how many need large print.
// An item is its kind, what it is and its minutes: q a question, r a resource, t own words, b a break.
// Without minutes it has the usual ones.
// A comma within own words is %2C, a per cent sign %25. What is not understood is kept.

import { clock, timeOf } from "./clock.mjs";
import { asHash, decoded, owned, packed } from "./link-parts.mjs";

export const LIMITS = { minutes: 480, people: 1000, words: 200, items: 60 };
const KNOWN = ["v", "plan", "title", "date", "start", "for", "people", "large", "both", "items"];

/** A whole number from a text within limits; `otherwise` where it is none. */
export function whole(text, least, most, otherwise) {
  const number = /^\s*\d{1,6}\s*$/.test(text ?? "") ? Number(text) : NaN;
  return number >= least && number <= most ? number : otherwise;
}

/** How many minutes an item has where its link does not say. */
function usual(kind, what, { rounds, resources }) {
  if (kind === "q") return rounds.reduce((sum, [, minutes]) => sum + minutes, 0) || 15;
  return (kind === "r" && owned(resources, what)?.minutes) || 10;
}

/** One item of an own session, from its text in the link; `wrong` says what could not be read. */
export function itemOf(text, data) {
  const [kind, ...rest] = text.split(".");
  const last = rest.length && /^-?\d+$/.test(rest.at(-1)) ? rest.pop() : "";
  const what = decoded(rest.join("."));
  const minutes = whole(last, 1, LIMITS.minutes, null) ?? usual(kind, what, data);
  const wrong = last && whole(last, 1, LIMITS.minutes, null) === null ? `Its minutes were ${last.slice(0, 12)}, and not 1 to ${LIMITS.minutes}. It has ${minutes} instead.` : "";
  const item = { kind, minutes, title: "", text: "", say: "", questions: [], resources: [], wrong };
  if (kind === "b") return { ...item, title: "Break" };
  if (kind === "t") return { ...item, title: what.slice(0, LIMITS.words) || "Untitled" };
  const now = owned(data.former, what)?.now || what;
  const known = kind === "q" ? data.questions : kind === "r" ? data.resources : {};
  if (owned(known, now)) {
    return kind === "q" ? { ...item, title: "", questions: [now] } : { ...item, title: data.resources[now].title, resources: [now] };
  }
  const gone = owned(data.former, what)?.words ?? "";
  return { ...item, kind: "?", raw: text, title: gone || `Not known: ${text.slice(0, 80)}`, wrong: gone ? "This is no longer in the framework. Its last words are shown." : "This link asks for something that this toolkit does not have. The link may be cut, or from another version." };
}

/** The session that a link (the part after the #) asks for; null where it asks for none. */
export function sessionOf(hash, data) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const others = [...asked].filter(([key]) => !KNOWN.includes(key));
  const name = asked.get("plan") ?? "";
  const called = owned(data.former, name)?.now || name;
  const plan = owned(data.plans, called);
  const own = asked.get("items");
  if (!plan && own === null && !name) return null;
  const all = own ? own.split(",").filter(Boolean) : [];
  const items = plan ? plan.items.map((item) => ({ ...item, kind: "plan", wrong: "" })) : all.slice(0, LIMITS.items).map((text) => itemOf(text, data));
  const start = timeOf(asked.get("start") ?? "") ?? timeOf(plan?.start ?? "10:00");
  const people = whole(asked.get("people"), 1, LIMITS.people, 12);
  const wrong = items.map((it) => it.wrong).filter(Boolean);
  if (name && !plan) wrong.push(`There is no plan called ${name.slice(0, 80)} here.`);
  if (all.length > LIMITS.items) wrong.push(`Only the first ${LIMITS.items} items are shown.`);
  if (asked.get("start") && timeOf(asked.get("start")) === null) wrong.push(`The start, ${asked.get("start").slice(0, 20)}, is no time. ${clock(start)} is used.`);
  for (const [key, least, most] of [["people", 1, LIMITS.people], ["large", 0, people]]) {
    if (asked.get(key) && whole(asked.get(key), least, most, null) === null) wrong.push(`${asked.get(key).slice(0, 20)} is no number of people that this page can use.`);
  }
  return {
    plan: plan ? called : "",
    title: (plan?.title ?? asked.get("title") ?? "").slice(0, LIMITS.words) || "Our session",
    start, people,
    date: /^\d{4}-\d\d-\d\d$/.test(asked.get("date") ?? "") && !Number.isNaN(Date.parse(asked.get("date"))) ? asked.get("date") : "",
    available: whole(asked.get("for"), 1, 2880, 0),
    large: whole(asked.get("large"), 0, people, 0),
    both: asked.get("both") === "yes",
    items, others, wrong: [...new Set(wrong)],
  };
}

function itemText({ kind, raw, title, minutes, questions, resources }) {
  if (raw) return raw;
  if (kind === "b") return `b.${minutes}`;
  if (questions.length === 1 && kind === "q") return `q.${questions[0]}.${minutes}`;
  if (resources.length === 1 && kind === "r") return `r.${resources[0]}.${minutes}`;
  return `t.${packed(title)}.${minutes}`;
}

/** The part of a link after the # for a session. */
export function hashOf(session) {
  const said = new URLSearchParams();
  if (session.plan) said.set("plan", session.plan);
  else said.set("title", session.title);
  if (session.date) said.set("date", session.date);
  said.set("start", clock(session.start));
  if (session.available) said.set("for", session.available);
  said.set("people", session.people);
  if (session.large) said.set("large", session.large);
  if (session.both) said.set("both", "yes");
  for (const [key, value] of session.others) said.append(key, value);
  if (!session.plan) said.set("items", session.items.map(itemText).join(","));
  return asHash(said);
}

/** How many minutes a session takes. */
export const lengthOf = (session) => session.items.reduce((sum, { minutes }) => sum + minutes, 0);

/** The items of a plan as those of an own session, so that they can be changed. */
export function ownItems(session, data) {
  return session.items.flatMap((item) => {
    if (item.kind !== "plan") return [item];
    const single = { ...item, questions: [], resources: [] };
    const parts = [
      ...item.questions.map((id) => ({ ...single, kind: "q", title: "", questions: [id] })),
      ...item.resources.map((id) => ({ ...single, kind: "r", title: data.resources[id].title, resources: [id] })),
    ];
    if (!parts.length) return [/^break\b/i.test(item.title) ? { ...single, kind: "b", title: "Break" } : { ...single, kind: "t" }];
    const each = Math.max(1, Math.floor(item.minutes / parts.length));
    return parts.map((part, at) => ({ ...part, minutes: at ? each : item.minutes - each * (parts.length - 1) }));
  });
}
