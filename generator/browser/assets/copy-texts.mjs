// What the menu copies, in each of its forms. Pure: `it` holds the kind, id, number and words of what is
// copied, their language and direction (`lang`, `dir`), the address to give and the permanent one, its
// `source`, the questions of a section, the name of the site, and the day on which it was read.

import { dayOf } from "./clock.mjs";

const listed = (names) => new Intl.ListFormat("en-GB").format(names);
const coded = (codes) => (text) => text.replace(/[^\w\s]|_/g, (sign) => codes[sign] ?? sign);

const html = coded({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
const markdown = coded({
  ...Object.fromEntries([..."\\`*_{}[]#"].map((sign) => [sign, `\\${sign}`])),
  "&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "|": "&#124;",
});
// No brace may stand alone in BibTeX, escaped or not.
const tex = coded({
  ...Object.fromEntries([..."#$%&_"].map((sign) => [sign, `\\${sign}`])),
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}", "<": "\\textless{}", ">": "\\textgreater{}",
});

/** The attributes of an element whose words are in another language than the site's. */
const tongue = ({ lang, dir }) => (lang ? ` lang="${html(lang)}" dir="${html(dir)}"` : "");

/** How words, words in another language, the title of the source and an address are written in each form. */
const PLAIN = { words: (text) => text, quote: (it) => `"${it.words}"`, title: (source) => source.title, link: (address) => address };
const RICH = {
  words: html,
  quote: (it) => (it.lang ? `<span${tongue(it)}>${html(`"${it.words}"`)}</span>` : html(`"${it.words}"`)),
  title: (source) => `<i${tongue(source)}>${html(source.title)}</i>`,
  link: (address) => `<a href="${html(address)}">${html(address)}</a>`,
};
/** A line in Markdown, in which it stays text; also what would begin a list or a heading. */
export const inMarkdown = (text) => markdown(text).replace(/^([-+!])/, "\\$1").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^=/, "&#61;");

const MARKDOWN = {
  words: inMarkdown,
  title: (source) => `*${markdown(source.title)}*`,
  link: (address) => `<${address}>`,
};

/** Which part of its source `it` is, such as: question 1.2. */
const part = ({ kind, number }) => `${kind} ${number}`;
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** What a card or a plan is, and the collection that it belongs to: this site. */
const card = ({ kind, site, source }) => `${kind === "plan" ? "session plan" : kind} in ${site}, ${source.card}.`;

/** Whose words they are, in one of the forms, beginning with what they are. */
function credit(it, form, what = form.words(capital(part(it)))) {
  const { kind, source } = it;
  const authors = listed(source.authors);
  const added = kind !== "question" && source.added ? ` ${source.added}` : "";
  if (source.card) return `${form.title(source)}${form.words(`, a ${card(it)}${source.statement ? ` ${source.statement}` : ""}${added}`)}`;
  const of = kind === "framework" ? "" : `${what}, in `;
  return `${of}${form.words(`${authors}${source.year ? ` (${source.year})` : ""}, `)}${form.title(source)}.${form.words(added)}`;
}

/** Credit and address; of the framework, its own. */
const credited = (it, form) => `${credit(it, form)} ${form.link(it.address)}`;

function citation(it, form) {
  if (it.kind === "framework") return credited(it, form);
  const what = `${form.quote(it)} ${form.words(`(${part(it)})`)}`;
  return `${credit(it, form, what)} Read at ${form.link(it.address)} on ${dayOf(it.day)}.`;
}

/** What programs that keep references show as a note. */
function note(it) {
  if (it.source.card) return `A ${card(it)} ${it.source.statement ?? ""}`.trim();
  return it.kind === "framework" ? "" : `${capital(part(it))}: ${it.words}`;
}

function bibtex(it) {
  const { authors, title, year } = it.source;
  const fields = {
    author: authors.map((name) => `{${tex(name)}}`).join(" and "),
    title: `{${tex(title)}}`,
    year: tex(year ?? ""),
    note: tex(note(it)),
    url: it.address,
    urldate: it.day.toISOString().slice(0, 10),
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${it.id},\n${lines.join("")}}\n`;
}

function ris(it) {
  const { authors, title, year } = it.source;
  const fields = [
    ["TY", "ELEC"], ...authors.map((name) => ["AU", name]), ["TI", title], ["PY", year], ["N1", note(it)],
    ["UR", it.address], ["Y2", it.day.toISOString().slice(0, 10).replaceAll("-", "/")],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `${name}  - ${value}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

const quoted = (it) => `<p${tongue(it)}>${html(it.words)}</p>`;
const line = (text) => `<p>${text}</p>`;

/** What is quoted of each kind of thing. */
const QUOTED = { question: "Question", section: "Title", resource: "Summary" };
const quotation = ({ kind }) => `${QUOTED[kind] ?? "Words"} with credit (for Word)`;

/** What another app is given: words, credit and link. */
export function shared(it) {
  const text = it.words ? `${it.words}\n${credit(it, PLAIN)}` : credit(it, PLAIN);
  return { title: it.source.title, text, url: it.permanent };
}

/** The choices, and those under "More": what each is called, what is said once it is copied, and its text and rich text, if `it` has them. */
export const FIRST = [
  [quotation, "Words copied, with credit and link", (it) => it.words && [
    `${it.words}\n${credited(it, PLAIN)}`, `${quoted(it)}${line(credited(it, RICH))}`,
  ]],
  ["Link only", "Link copied", (it) => [it.permanent]],
  ["Reference, for a list of sources", "Reference copied", (it) => [citation(it, PLAIN), line(citation(it, RICH))]],
  ["All questions of this section, with links", "All questions copied, with links and credit", (it) => it.questions && [
    `${it.questions.map((q) => `${q.number} ${q.words} — ${q.address}\n`).join("")}\n${credited(it, PLAIN)}`,
    `<ul>${it.questions.map((q) => `<li${tongue(q)}><a href="${html(q.address)}">${html(`${q.number} ${q.words}`)}</a></li>`).join("")}</ul>${line(credited(it, RICH))}`,
  ]],
];
export const MORE = [
  ["Markdown, for notes apps", "Markdown copied", (it) => [`${it.words ? `> ${MARKDOWN.words(it.words)}\n\n` : ""}${credited(it, MARKDOWN)}\n`]],
  ["HTML, for a web page", "HTML copied", (it) => [`${it.words ? `<blockquote>${quoted(it)}</blockquote>\n` : ""}${line(credited(it, RICH))}\n`]],
  ["BibTeX, for LaTeX or Zotero", "BibTeX copied", (it) => [bibtex(it)]],
  ["RIS, for Zotero or EndNote", "RIS copied", (it) => [ris(it)]],
];
