// A file that somebody opens, read as a notebook or as an answers file. Pure.
// What is understood is returned, made key by key; what is not is told, in words that say where it stands.
// The parts and their order stand in notebook-shape.mjs.

import { Refused, textOf, whyNotJson } from "./file-text.mjs";
import { idFor, merge, versions } from "./notebook-merge.mjs";
import { ANSWERS, KEPT, LIMITS, NOTEBOOK, VERSION, answer, answersFile, bareAnswer, notebook, promise, round, toSecond, tooMuch } from "./notebook-shape.mjs";

export { LIMITS, answer, emptyNotebook, fileName, newAnswer, newPromise, newRound, promise, tooMuch, write } from "./notebook-shape.mjs";

const TOLD = 20;
const ID = /^[a-z0-9][a-z0-9_.:-]{0,99}(~[a-z0-9-]{1,40})?$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const NO_DAY = "1970-01-01";
const CALLED = {
  id: "its id", name: "its name", framework: "the part about the framework", title: "the title of the framework", edition: "the edition of the framework",
  version: "the version", address: "the address of the framework", rounds: "the list of rounds", answers: "the list of answers",
  promises: "the list of promises", began: "the day on which it began", look_again: "the day to look again", about: "what it is about",
  asked: "the question as it was asked", voice: "whose words they are", kind: "the kind of partner", text: "what was written", written: "when it was written",
  what: "what was promised", who: "who promised it", by: "the day", kept: "whether it was kept", said: "what was said of it",
  request: "who asked for the answers", from: "who asked for them", kinds: "the kinds of partner",
  other_names: "the list of other names", other_began: "the list of other first days", other_look_again: "the list of other days to look again",
};

const isRecord = (it) => typeof it === "object" && it !== null && !Array.isArray(it);
const short = (it) => { const text = String(it).replace(/[\s\p{C}]+/gu, " "); return text.length > 40 ? `${text.slice(0, 40)}…` : text; };

/** Whether there is such a day in the calendar: 30 February is none. */
const isDay = (it) => typeof it === "string" && DAY.test(it) && !Number.isNaN(Date.parse(it)) && new Date(it).toISOString().startsWith(it);

/** Reads the parts of one record of a file; `where` says in words where it stands. */
function parts(raw, where, tell) {
  const say = (words) => tell(where ? `${where}: ${words}` : words[0].toUpperCase() + words.slice(1));
  const read = {
    say,
    /** What stands at a key; undefined, and told, where there is nothing. */
    value(key) {
      if (Object.hasOwn(raw, key)) return raw[key];
      say(`${CALLED[key]} is missing.`);
      return undefined;
    },
    /** Text as it stands; signs that no program could show are replaced. */
    clean(text, key) {
      if (text.length > LIMITS.letters) throw new Refused(`${where ? `${where}: ` : ""}${CALLED[key]} has ${text.length} letters, and ${LIMITS.letters} is the most. Nothing was opened.`);
      const kept = text.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
      if (kept.split("\ufffd").length > text.split("\ufffd").length) say(`${CALLED[key]} holds signs that cannot be shown. The sign \ufffd stands in their place.`);
      return kept;
    },
    text(key) {
      const it = read.value(key);
      if (typeof it === "string") return read.clean(it, key);
      if (it !== undefined) say(`${CALLED[key]} is not text${typeof it === "number" ? `, and was read as “${it}”` : ""}.`);
      return typeof it === "number" ? String(it) : "";
    },
    /** Text, or null where there is none. */
    textOrNull: (key) => (raw[key] === null && Object.hasOwn(raw, key) ? null : read.text(key) || null),
    dayOrNull(key) {
      const it = read.value(key);
      if (it === undefined || it === null || isDay(it)) return it ?? null;
      say(`${CALLED[key]}, “${short(it)}”, is no date such as 2026-11-26, and is left out.`);
      return null;
    },
    time(key) {
      const it = read.value(key);
      const time = typeof it === "string" && TIME.test(it) && isDay(it.slice(0, 10)) && !Number.isNaN(Date.parse(it)) ? toSecond(it) : "";
      if (TIME.test(time)) return time;
      if (it !== undefined) say(`${CALLED[key]}, “${short(it)}”, is no time such as 2026-11-26T10:15:00Z.`);
      return `${NO_DAY}T00:00:00Z`;
    },
    list(key) {
      const it = read.value(key);
      if (it !== undefined && !Array.isArray(it)) say(`${CALLED[key]} is not a list.`);
      return Array.isArray(it) ? it : [];
    },
    record(key) {
      const it = read.value(key);
      if (it !== undefined && !isRecord(it)) say(`${CALLED[key]} could not be read.`);
      return isRecord(it) ? parts(it, where, tell) : null;
    },
    /** A list of texts; those for which `fits` is false are told. */
    texts(key, fits) {
      const all = read.list(key);
      if (all.length > LIMITS.rounds) throw new Refused(`${where ? `${where}: ` : ""}${CALLED[key]} holds ${all.length}, and ${LIMITS.rounds} is the most. Nothing was opened.`);
      const fitting = all.filter((it) => typeof it === "string" && fits(it));
      if (fitting.length < all.length) say(`${CALLED[key]} holds something else, which is left out.`);
      return fitting.map((it) => read.clean(it, key));
    },
    has: (key) => Object.hasOwn(raw, key),
    /** Tells the keys that this version does not know. */
    only(...known) {
      for (const key of Object.keys(raw)) if (!known.includes(key)) say(`“${short(key)}” is not known here, and is left out.`);
    },
  };
  return read;
}

/** A record with an id: the one it has, or one made from its words where that cannot be used. */
function withId(of, record) {
  const id = of.value("id");
  if (typeof id === "string" && ID.test(id)) return { ...record, id };
  if (id !== undefined) of.say(`its id, “${short(id)}”, cannot be used. It gets another one.`);
  return { ...record, id: idFor({ ...record, answers: undefined, promises: undefined }) };
}

function voiceOf(of) {
  const voice = of.record("voice");
  voice?.only("kind", "name");
  return { kind: voice?.textOrNull("kind") ?? null, name: voice?.textOrNull("name") ?? null };
}

function answerOf(of, isBare) {
  of.only("id", "about", "asked", ...(isBare ? [] : ["voice"]), "text", "written");
  const said = { about: of.text("about"), asked: of.text("asked"), text: of.text("text"), written: of.time("written") };
  return isBare ? bareAnswer(withId(of, said)) : answer(withId(of, { ...said, voice: voiceOf(of) }));
}

function keptOf(of) {
  const kept = of.value("kept");
  if (kept === undefined || kept === null || KEPT.includes(kept)) return kept ?? null;
  of.say(`whether it was kept, “${short(kept)}”, is not one of ${KEPT.join(", ")}. It is read as open.`);
  return null;
}

function promiseOf(of) {
  of.only("id", "what", "who", "by", "about", "kept", "said", "written");
  const said = { what: of.text("what"), who: of.text("who"), by: of.dayOrNull("by"), about: of.textOrNull("about"), kept: keptOf(of), said: of.text("said"), written: of.time("written") };
  return promise(withId(of, said));
}

/** The records in a list, each read by `one`; what is no record is told. */
function each(raw, place, tell, one) {
  return raw.flatMap((it, at) => {
    const where = `${place} ${at + 1}`;
    if (isRecord(it)) return [one(parts(it, where, tell))];
    tell(`${where} could not be read, and is left out.`);
    return [];
  });
}

function roundOf(raw, where, tell) {
  const of = parts(raw, where, tell);
  of.only("id", "name", "began", "look_again", "answers", "promises", "other_names", "other_began", "other_look_again");
  const name = of.text("name");
  const [began, again] = [of.dayOrNull("began"), of.dayOrNull("look_again")];
  const answers = each(of.list("answers"), `${where}, answer`, tell, (it) => answerOf(it, false));
  const promises = each(of.list("promises"), `${where}, promise`, tell, promiseOf);
  const kept = [
    repeated(answers, `${where}: two answers`, tell) ? versions(answers, answer).records : answers,
    repeated(promises, `${where}: two promises`, tell) ? versions(promises, promise).records : promises,
  ];
  const days = [...answers, ...promises].map(({ written }) => written.slice(0, 10)).filter((day) => day > NO_DAY).sort();
  if (!began) of.say(`${days[0] ?? NO_DAY} stands in for the day on which it began.`);
  const others = ["other_names", "other_began", "other_look_again"].filter(of.has)
    .map((key) => [key, of.texts(key, key === "other_names" ? Boolean : isDay)]);
  return round(withId(of, { name, began: began ?? days[0] ?? NO_DAY, look_again: again, answers: kept[0], promises: kept[1], ...Object.fromEntries(others) }));
}

function frameworkOf(of) {
  const it = of.record("framework");
  it?.only("title", "edition", "version", "address");
  return { title: it?.text("title") ?? "", edition: it?.text("edition") ?? "", version: it?.text("version") ?? "", address: it?.text("address") ?? "" };
}

/** Tells the ids that stand more than once in a list of records. */
function repeated(records, what, tell) {
  const [seen, twice] = [new Set(), new Set()];
  for (const { id } of records) (seen.has(id) ? twice : seen).add(id);
  for (const id of twice) tell(`${what} have the same id, ${short(id)}. All that they say is kept.`);
  return twice.size > 0;
}

function notebookOf(of, tell) {
  of.only("format", "version", "framework", "name", "rounds", "other_names");
  const framework = frameworkOf(of);
  const name = of.text("name");
  const listed = of.list("rounds");
  const large = tooMuch({ rounds: listed });
  if (large) throw new Refused(`This notebook is too large. ${large} Nothing was opened.`);
  const rounds = listed.flatMap((it, at) => {
    if (isRecord(it)) return [roundOf(it, `In round ${at + 1}`, tell)];
    tell(`Round ${at + 1} could not be read, and is left out.`);
    return [];
  });
  const value = notebook({ framework, name, rounds, ...(of.has("other_names") ? { other_names: of.texts("other_names", Boolean) } : {}) });
  return repeated(rounds, "Two rounds", tell) ? merge(value, value).notebook : value;
}

function answersOf(of, tell) {
  of.only("format", "version", "framework", "id", "request", "voice", "answers");
  const framework = frameworkOf(of);
  const asked = of.record("request");
  asked?.only("from", "by", "kinds");
  const request = { from: asked?.text("from") ?? "", by: asked?.dayOrNull("by") ?? null, kinds: asked?.texts("kinds", Boolean) ?? [] };
  const voice = voiceOf(of);
  const listed = of.list("answers");
  const large = tooMuch({ rounds: [{ answers: listed }] });
  if (large) throw new Refused(`This file is too large. ${large} Nothing was opened.`);
  const answers = each(listed, "In answer", tell, (it) => answerOf(it, true));
  const value = answersFile(withId(of, { framework, request, voice, answers }));
  return repeated(answers, "Two answers", tell) ? { ...value, answers: versions(answers, bareAnswer).records } : value;
}

function whole(text, tell) {
  let raw;
  try { raw = JSON.parse(text); } catch { throw new Refused(whyNotJson(text)); }
  const format = isRecord(raw) && Object.hasOwn(raw, "format") ? raw.format : null;
  const kind = format === NOTEBOOK ? "notebook" : format === ANSWERS ? "answers" : null;
  if (!kind) throw new Refused("This file is in the form JSON, but it is not a notebook and holds no answers: its “format” does not say so.");
  const of = parts(raw, "", tell);
  const version = of.value("version");
  const newer = Number.isInteger(version) && version > VERSION;
  if (newer) tell(`This file is of version ${version}, which is newer than this page. What it understands is shown. Do not save over the file.`);
  else if (version !== undefined && version !== VERSION) of.say(`the version, “${short(version)}”, is not ${VERSION}. It is read as ${VERSION}.`);
  return { kind, newer, value: (kind === "notebook" ? notebookOf : answersOf)(of, tell) };
}

/**
 * What a file holds, from its bytes or its text; never throws. `kind` is "notebook", "answers" or, for a
 * file of which nothing can be used, null. `problems` are sentences for its reader, 21 at most. `newer`
 * says that the file is of a later version, so that nothing may be saved over it.
 */
export function read(content) {
  const problems = [];
  let more = 0;
  const tell = (sentence) => { if (problems.length < TOLD) problems.push(sentence); else more += 1; };
  try {
    const { kind, value, newer } = whole(textOf(content, LIMITS.bytes, tell), tell);
    return { kind, value, problems: more ? [...problems, `And ${more} more.`] : problems, newer };
  } catch (error) {
    return { kind: null, value: null, problems: [error instanceof Refused ? error.message : "This file could not be read."], newer: false };
  }
}
