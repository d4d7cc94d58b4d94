// Which documents a query finds, and in what order. Pure: no page; the library that makes the index
// is handed in, and where it is missing a document is found when it holds every word of the query.

import { stems, words } from "./search-words.mjs";

const FIELDS = ["number", "title", "names", "summary", "text", "help"];
const BOOST = { number: 8, title: 4, names: 6, summary: 2, help: 0.5 };
/** How much a document counts for what it is. A sheet stands after what it prints. */
const WORTH = { question: 1.3, section: 1.3, resource: 1.3, plan: 1.2, page: 1.2, part: 1, word: 0.9, sheet: 0.4 };

/** Words that are left out of a query, unless it has no others. */
const SMALL = new Set("a about an and are at be by can do does for from have how i in is it me my of on or our should some that the their there this to up us we what when where which who will with you your".split(" "));
const ENDING = /(?:ations?|ments?|ions?|ing|ed|er|ly)$/;

/** What makes a document the very one that was asked for, the surest first; the last, a slip in a name. */
const EXACT = [
  (it, asked) => it.number && it.number === asked.number && it.kind.startsWith(asked.kind),
  (it, asked) => it.id && asked.ids.includes(it.slug),
  (it, asked) => it.kind !== "word" && it.called.has(asked.stems),
  (it, asked) => it.name === asked.stems,
  (it, asked) => it.called.has(asked.stems),
  (it, asked, said) => it.kind !== "word" && [...it.called].some((name) => isNear(name, asked.stems, said)),
];

/** Whether every word of a name is one `said` in the names of a result, in place of one that was asked for. */
function isNear(name, asked, said) {
  const parts = name.split(" ");
  return Math.abs(name.length - asked.length) < 3 && parts.length === asked.split(" ").length && parts.every((part) => said.includes(part));
}

const joined = (text) => stems(text ?? "").join(" ");

/** Makes a function that finds documents, from all of them and, where it came, the library. */
export function finder(documents, MiniSearch) {
  const every = documents.map(prepared);
  const index = MiniSearch && emptyIndex(every, MiniSearch);
  index?.addAll(every);
  return searching(every, index);
}

/** The same, waiting for `pause` after each document. */
export async function finderInPieces(documents, MiniSearch, pause) {
  const every = [];
  const index = MiniSearch && emptyIndex(every, MiniSearch);
  for (const it of documents) {
    every.push(prepared(it, every.length));
    index?.add(every.at(-1));
    await pause();
  }
  return searching(every, index);
}

const prepared = (it, key) => ({ ...it, key, slug: joined(it.id), called: new Set(it.names.map(joined)), name: joined(it.title) });

function searching(every, index) {
  const search = index ? withLibrary(every, index) : withoutLibrary(every);
  return (query) => {
    const terms = [...new Set(stems(query))].slice(0, 24);
    if (!terms.length) return { results: [], isLoose: false };
    const { found, isLoose } = search(terms);
    const asked = askedFor(query);
    const results = every.map((document) => {
      const result = found.get(document.key) ?? { document, score: 0, terms, fields: ["title"], said: [] };
      const rank = EXACT.findIndex((fits) => fits(document, asked, result.said));
      return { ...result, rank: rank < 0 ? EXACT.length : rank };
    }).filter(({ document, rank }) => rank < EXACT.length || found.has(document.key));
    results.sort((a, b) => a.rank - b.rank || b.score - a.score || a.document.key - b.document.key);
    return { results, isLoose: isLoose && results[0]?.rank === EXACT.length };
  };
}

/** A query as what may be exact: a number with or without what it is, an id or an address, a name. */
function askedFor(query) {
  const plain = stems(query);
  const number = /^\d/.test(plain.at(-1)) && plain.length < 3 ? plain.at(-1) : "";
  const kind = number && plain.length === 2 ? plain[0] : "";
  const named = /^(?:n|no|nr|num|number|numero)$/.test(kind) ? "" : kind;
  const address = query.includes("/") ? query.split(/[?]/)[0].split(/[/#\s]/).filter(Boolean).at(-1) : "";
  return { number, kind: named, ids: [joined(address || query), needed(plain).join(" ")], stems: joined(query) };
}

/** The words of a query without the small ones, where it has others. */
function needed(terms) {
  const large = terms.filter((term) => !SMALL.has(term));
  return large.length ? large : terms;
}

function emptyIndex(documents, MiniSearch) {
  return new MiniSearch({
    idField: "key",
    fields: FIELDS,
    tokenize: stems,
    processTerm: (term) => term,
    extractField: (it, field) => (field === "names" ? it.names.join("\n") : it[field]),
    searchOptions: { tokenize: (term) => [term], boost: BOOST, boostDocument: (key) => WORTH[documents[key].kind] ?? 1 },
  });
}

function withLibrary(documents, index) {
  const run = (tree) => new Map(index.search(tree).map((it) => [it.id, {
    document: documents[it.id], score: it.score, terms: it.terms, fields: [...new Set(Object.values(it.match).flat())],
    said: it.terms.filter((term) => it.match[term].includes("names")),
  }]));
  let within = null; // reads every text: made once, where something is asked for that is not found
  return (terms) => {
    const wanted = needed(terms);
    const found = run({ combineWith: "AND", queries: wanted.map(forgiving) });
    if (found.size) return { found, isLoose: false };
    within ??= withoutLibrary(documents);
    const held = within(wanted.filter((term) => term.length > 4 || /[^\p{Script=Latin}\d.]/u.test(term))).found;
    if (held.size || wanted.length < 2) return { found: held, isLoose: false };
    return { found: run({ combineWith: "OR", queries: wanted.map(forgiving) }), isLoose: true };
  };
}

/** A word as it may stand in a document: begun, mistyped, with two letters swapped, with another ending. */
function forgiving(term) {
  if (/^\d/.test(term)) return { queries: [term], prefix: true };
  const swapped = term.length < 4 ? [] : [...term].slice(1).map((_, i) => term.slice(0, i) + term[i + 1] + term[i] + term.slice(i + 2));
  const short = term.replace(ENDING, "").replace(/([^aeiouls])\1$/, "$1");
  const root = short !== term && short.length > 2 ? short : term.length > 5 ? term.slice(0, -2) : "";
  return {
    combineWith: "OR",
    queries: [
      { queries: [term], prefix: term.length > 1, fuzzy: term.length > 3 && 0.2, maxFuzzy: 2 },
      ...swapped.map((other) => ({ queries: [other], boostTerm: () => 0.5 })),
      ...(root ? [{ queries: [root], prefix: true, boostTerm: () => 0.3 }] : []),
    ],
  };
}

/** Every word of the query stands somewhere in the document, whole or within others. */
function withoutLibrary(documents) {
  const held = documents.map((it) => FIELDS.map((field) => words([it[field] ?? ""].flat().join(" ")).join("")).join(" "));
  return (terms) => ({
    found: new Map(documents.filter((it) => terms.length && terms.every((term) => held[it.key].includes(term)))
      .map((document) => [document.key, { document, score: WORTH[document.kind] ?? 1, terms, fields: ["title"], said: [] }])),
    isLoose: false,
  });
}

/** The sentences of each text of which one was wanted, with their words: the same texts are found at every key. */
const read = new Map();

function sentences(text) {
  if (!read.has(text)) read.set(text, text.replace(/([.?!…]["”’')]?)\s+/g, "$1\n").split("\n").map((sentence) => [sentence, new Set(stems(sentence))]));
  return read.get(text);
}

/** The sentence of a document's text that holds most of the words which were found; "" for none. */
export function excerpt(text, terms) {
  let best = "";
  let most = 0;
  for (const [sentence, held] of sentences(text ?? "")) {
    const count = terms.filter((term) => held.has(term)).length;
    if (count > most) [best, most] = [sentence, count];
  }
  return best;
}
