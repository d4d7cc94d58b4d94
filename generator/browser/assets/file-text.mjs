// The text in a file that somebody opens, or what the file is instead. Pure.

/** A file that cannot be used; its message says why, to its reader. */
export class Refused extends Error {}

const KINDS = [
  [/^PK\x03\x04/, "a Word file or another packed file"],
  [/^\xd0\xcf\x11\xe0/, "an old Word or Excel file"],
  [/^%PDF/, "a PDF"],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|....ftyp(heic|heix|mif1|avif))/s, "an image"],
  [/^\{\\rtf/, "a text with formatting (RTF)"],
  [/^\s*<(!doctype\s+html|html|head|body)\b/i, "a web page"],
  [/^\s*</, "a file of another kind (XML or HTML)"],
];
const HINT = "Look for a file whose name ends in .json.";

function ofAnotherKind(start) {
  const [, kind] = KINDS.find(([sign]) => sign.test(start)) ?? [];
  if (kind) throw new Refused(`This is ${kind}, not a notebook. ${HINT}`);
}

/**
 * The text of a file, given as bytes or as text; `tell` gets a sentence if some of it could not be read.
 * Raises Refused for a file of more than `most` bytes, an empty one, or one of another kind.
 */
export function textOf(content, most, tell) {
  const bytes = typeof content === "string" ? null : new Uint8Array(content?.buffer ?? content, content?.byteOffset ?? 0, content?.byteLength);
  const size = bytes ? bytes.length : content.length;
  if (size > most) throw new Refused(`This file is too large: ${Math.ceil(size / 1048576)} MB, and ${most / 1048576} MB is the most.`);
  if (bytes) ofAnotherKind(String.fromCharCode(...bytes.subarray(0, 64)));
  const text = (bytes ? decoded(bytes, tell) : content).replace(/^\ufeff/, "");
  if (!text.trim()) throw new Refused(`This file is empty. ${HINT}`);
  ofAnotherKind(text.slice(0, 64));
  return text;
}

function decoded(bytes, tell) {
  const [one, two] = bytes;
  const code = one === 0xff && two === 0xfe ? "utf-16le" : one === 0xfe && two === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(code, { fatal: true }).decode(bytes);
  } catch {
    tell("Some letters in this file could not be read. The sign \ufffd stands in their place.");
    return new TextDecoder(code).decode(bytes);
  }
}

const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
const TOKEN = new RegExp(String.raw`([{}[\],:])|(${STRING})|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)`, "y");
const SPACE = /[ \t\n\r]*/y;

/** What may follow: for each state, the next one for a sign; "value" stands for all that is no sign. */
const CLOSED = "after";
const NEXT = {
  value: { "{": "first key", "[": "first value", string: CLOSED, value: CLOSED },
  "first value": { "{": "first key", "[": "first value", "]": CLOSED, string: CLOSED, value: CLOSED },
  "first key": { "}": CLOSED, string: "colon" },
  key: { string: "colon" },
  colon: { ":": "value" },
  "after{": { ",": "key", "}": CLOSED },
  "after[": { ",": "value", "]": CLOSED },
};

const skipped = (text, at) => { SPACE.lastIndex = at; SPACE.exec(text); return SPACE.lastIndex; };

/** Where a text stops being JSON: its length where it only ends too soon, -1 where it is JSON. */
function faultAt(text) {
  const open = [];
  let [state, at] = ["value", skipped(text, 0)];
  for (;;) {
    TOKEN.lastIndex = at;
    const [token, sign, string] = TOKEN.exec(text) ?? [];
    const expected = state === CLOSED ? `${CLOSED}${open.at(-1) ?? ""}` : state;
    if (expected === CLOSED && at === text.length) return -1;
    const next = token && NEXT[expected]?.[sign ?? (string ? "string" : "value")];
    if (!next) return at;
    if (sign === "{" || sign === "[") open.push(sign);
    if (sign === "}" || sign === "]") open.pop();
    [state, at] = [next, skipped(text, at + token.length)];
  }
}

/** Why a text is not JSON, in a sentence with the line and column. */
export function whyNotJson(text) {
  try {
    const at = faultAt(text);
    if (at < 0) return "This file is not a notebook: it holds things within things, too deep to read.";
    const rest = text.slice(at);
    const isCut = !rest || (rest[0] === '"' && !rest.slice(1).replace(/\\./gs, "").includes('"')) || /^(t(ru?)?|f(a(ls?)?)?|nu?l?|-)$/.test(rest);
    if (isCut) return "This file is not whole: it ends too soon. It may have been cut off when it was saved, copied or sent.";
    const before = text.slice(0, at).split("\n");
    return `This file is not a notebook: it is not in the form JSON. What stands in line ${before.length}, column ${before.at(-1).length + 1} does not belong there.`;
  } catch {
    return `This file is not a notebook: it is not in the form JSON. ${HINT}`;
  }
}
