// Two notebooks become one, in which nothing that either of them held is lost. Pure.
// The result depends only on what the notebooks hold: not on their order, and not on how often or in which
// groups they are merged. Of versions that differ, the one written last keeps the id.

import { answer, baseOf, notebook, promise, round } from "./notebook-shape.mjs";

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
let collator; // it takes long to make, and few merge
const byNumber = (a, b) => (collator ??= new Intl.Collator("en", { numeric: true })).compare(a, b);

/** A short code for a text, by cyrb53: 53 bits in letters and digits. */
function codeOf(text) {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
    two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

/** What a record says: all but its id and when it was written. */
function contentOf(record) {
  const { id: _, written: __, ...content } = record;
  return JSON.stringify(content);
}

/** A code for what a record says, for one that has no id of its own. */
export const idFor = (record) => `made-${codeOf(contentOf(record))}`;

/** The versions of one record, with the id of each: the one written last has `base`. */
function named(base, versions, shaped) {
  const [last, ...earlier] = [...versions].sort(([one, a], [two, b]) => byCode(b.written, a.written) || byCode(two, one));
  const taken = new Map();
  const others = earlier.sort(([one], [two]) => byCode(one, two)).map(([content, record]) => {
    const code = codeOf(content);
    const times = (taken.get(code) ?? 0) + 1;
    taken.set(code, times);
    return shaped({ ...record, id: `${base}~${code}${times > 1 ? `-${times}` : ""}` });
  });
  return [shaped({ ...last[1], id: base }), ...others];
}

/**
 * Records as they stand in a file, in order of time: `records`, and in `both` the ids of each with several
 * versions. Versions that say the same are one. `shaped` makes a record of its kind.
 */
export function versions(records, shaped) {
  const bases = new Map();
  for (const record of records.map(shaped)) {
    const [base, content] = [baseOf(record.id), contentOf(record)];
    const held = bases.get(base) ?? new Map();
    if (!(held.get(content)?.written >= record.written)) held.set(content, record);
    bases.set(base, held);
  }
  const all = [...bases].map(([base, held]) => named(base, held, shaped));
  return {
    records: all.flat().sort((a, b) => byCode(a.written, b.written) || byCode(a.id, b.id)),
    both: all.filter(({ length }) => length > 1).map((group) => group.map(({ id }) => id)).sort(([a], [b]) => byCode(a, b)),
  };
}

/** The value to show, then the others, each once; of the values in a key and in the list of others. */
const values = (records, key, list, order) =>
  [...new Set(records.flatMap((it) => [it[key], ...(it[list] ?? [])]).filter(Boolean))].sort(order);

const longest = (a, b) => b.length - a.length || byCode(a, b);
const latest = (a, b) => byCode(b, a);

function oneRound(rounds) {
  const answers = versions(rounds.flatMap((it) => it.answers), answer);
  const promises = versions(rounds.flatMap((it) => it.promises), promise);
  const [name = "", ...names] = values(rounds, "name", "other_names", longest);
  const [began, ...days] = values(rounds, "began", "other_began", byCode);
  const [again = null, ...later] = values(rounds, "look_again", "other_look_again", latest);
  const { id } = rounds[0];
  const both = [...answers.both.map((ids) => ({ round: id, kind: "answer", ids })), ...promises.both.map((ids) => ({ round: id, kind: "promise", ids }))];
  const whole = { id, name, began, look_again: again, answers: answers.records, promises: promises.records };
  return { both, round: round({ ...whole, other_names: names, other_began: days, other_look_again: later }) };
}

/** The framework of the later version; of two alike, always the same one. */
const newest = (one, two) =>
  (byNumber(one.version, two.version) || byCode(JSON.stringify(one), JSON.stringify(two))) < 0 ? two : one;

/**
 * The notebook that holds all that two hold, and `both`: which answers and promises it now has in several
 * versions, each as { round, kind: "answer" or "promise", ids }, the one written last first.
 */
export function merge(a, b) {
  const [one, two] = [notebook(a), notebook(b)];
  const ids = new Map();
  for (const it of [...one.rounds, ...two.rounds]) ids.set(it.id, [...(ids.get(it.id) ?? []), it]);
  const rounds = [...ids.values()].map(oneRound).sort((x, y) => byCode(x.round.began, y.round.began) || byCode(x.round.id, y.round.id));
  const [name = "", ...names] = values([one, two], "name", "other_names", longest);
  return {
    notebook: notebook({ framework: newest(one.framework, two.framework), name, rounds: rounds.map((it) => it.round), other_names: names }),
    both: rounds.flatMap((it) => it.both),
  };
}

/**
 * A notebook with the words of answers files in one of its rounds, merged as above. `voiceOf` says whose
 * they are in the notebook; otherwise it is what the file says. Raises RangeError for an unknown round.
 */
export function addAnswers(held, roundId, files, voiceOf = (file) => file.voice) {
  const into = held.rounds.find(({ id }) => id === roundId);
  if (!into) throw new RangeError(`There is no round ${roundId} in this notebook.`);
  const answers = files.flatMap((file) => file.answers.filter(({ text }) => text.trim()).map((it) => answer({ ...it, voice: voiceOf(file) })));
  return merge(held, { ...held, rounds: [{ ...into, answers, promises: [] }] });
}
