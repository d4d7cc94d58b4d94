// Where an answer belongs today: questions and resources are renamed, merged and retired. Pure.
//
// `words` is { current: { id: { number, text, prompts } }, former: { id: { words, now } } }: what the framework
// asks today, with the prompts of a resource, and what became of the ids that it had before.

import { owned } from "./link-parts.mjs";

/** A text without what differs only in how it was typed: white space and the shape of quotation marks. */
export const plainly = (text) =>
  text.normalize("NFC").replace(/[‘’‚‛ʼ`´′]/g, "'").replace(/[“”„‟«»″]/g, '"').replace(/\s+/g, " ").trim();

/** The id to which another one leads today, itself where it stands; null where it leads to none. */
export function idNow(id, { current, former }) {
  const seen = new Set();
  let at = id;
  while (at && !seen.has(at)) {
    if (owned(current, at)) return at;
    seen.add(at);
    at = owned(former, at)?.now;
  }
  return null;
}

/**
 * Where an answer (or a promise) belongs: `id` of today or null, its `number` and `text` of today, or the
 * last words it had; `changed` says that it was asked in other words, `retired` that it is asked no more,
 * `known` that this framework has or had it.
 */
export function placeNow({ about, asked = "" }, words) {
  const id = about ? idNow(about, words) : null;
  const gone = about ? owned(words.former, about) : undefined;
  const now = id === null ? null : words.current[id];
  const text = now ? now.text : gone?.words || asked;
  const same = [text, ...(now?.prompts ?? [])].map(plainly);
  return {
    id, text, number: now?.number ?? "", known: Boolean(now || gone), retired: Boolean(!now && gone),
    changed: Boolean(plainly(asked)) && !same.includes(plainly(asked)),
  };
}
