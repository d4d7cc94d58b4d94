// Text as the words that the search compares. What is searched and what is typed go through the same
// function, so that quotation marks, brackets, accents, capitals, apostrophes of any shape, soft
// hyphens and what has no width make no difference. Pure: no page, no state.

const APOSTROPHES = /[’‘‛ʼʻʹ′‵´`＇ꞌ]/g;
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Marks above and below Latin, Greek, Cyrillic, Hebrew and Arabic letters; others are part of the word. */
const ACCENTS = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
/** Letters that Unicode does not take apart, and forms of a letter that people type for each other. */
const ALIKE = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", þ: "th", ŋ: "n",
  ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه",
};
const TO_FOLD = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");
/** Thai and Lao have letters that compatibility forms would break. */
const TAKEN_APART = /[^\p{Script=Thai}\p{Script=Lao}]+/gu;

const DECIMAL_POINT = /(\p{Nd})[,٫·•‧](?=\p{Nd})/gu;
const DIGIT = /(?![0-9])\p{Nd}/gu;
const WORD = /\d+(?:\.\d+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu;

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
let segmenter; // which takes long to make: few texts need it

/** The words of a text, folded: `L'Église, 3,4` gives `eglise` and `3.4`. */
export function words(text) {
  const folded = text
    .replace(APOSTROPHES, "'")
    .toLowerCase()
    .replace(TAKEN_APART, (part) => part.normalize("NFKD"))
    .replace(UNSEEN, "")
    .replace(ACCENTS, "")
    .normalize("NFC")
    .replace(TO_FOLD, (letter) => ALIKE[letter])
    .replace(DECIMAL_POINT, "$1.")
    .replace(DIGIT, digit);
  return (folded.match(WORD) ?? []).map(whole).flatMap(parted);
}

/** The words of a text without the endings of English plurals. */
export function stems(text) {
  return words(text).map(stem);
}

/** A digit of any script as 0 to 9: the digits of a script follow each other. */
function digit(sign) {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(sign.codePointAt(0) - value - 1))) value += 1;
  return String(value);
}

/** A word with apostrophes in it: `don't` is `dont`, `l'eglise` is `eglise`. */
function whole(word) {
  return word.split("'").reduce((head, tail) => {
    const isElided = /^[a-z]{1,7}$/.test(head) && !/^(?:s|t|d|m|n|re|ll|ve)$/.test(tail);
    return isElided ? tail : head + tail;
  });
}

/** The words in what is written without spaces; its letters, where the browser knows no words. */
function parted(word) {
  if (!WITHOUT_SPACES.test(word)) return [word];
  if (!globalThis.Intl?.Segmenter) return [...word];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(word)].filter((part) => part.isWordLike).map((part) => part.segment);
}

function stem(word) {
  if (!/^[a-z]{4,}$/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/(?:(ss|sh|ch|x|z)e)?s$/, "$1");
}
