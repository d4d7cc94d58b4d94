// What the links of sessions and of requests have in common: how their parts are read and written. Pure.

/** What `records` hold under a name, and not what every object has. */
export const owned = (records, name) => (Object.hasOwn(records, name) ? records[name] : undefined);

/** A text without its per cent signs; as it is where they are no code. */
export function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** Own words as one item of a list with commas. */
export const packed = (text) => text.replaceAll("%", "%25").replaceAll(",", "%2C");

/** Names and values as the part of a link after the #, with times and commas as people write them. */
export const asHash = (said) => `#${said}`.replaceAll("%3A", ":").replaceAll("%2C", ",");
