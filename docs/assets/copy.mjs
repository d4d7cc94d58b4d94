// "Copy with credit": the menu beside a question, a section, a resource or the framework, and all that it
// copies. Words come from the page as it stands; where they come from, from data-source on the page.

const oneLine = (text) => text.trim().replace(/\s+/g, " ");
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
const MARKDOWN = {
  // What would begin a list or a heading at the start of a line, too.
  words: (text) => markdown(text).replace(/^([-+!])/, "\\$1").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^=/, "&#61;"),
  title: (source) => `*${markdown(source.title)}*`,
  link: (address) => `<${address}>`,
};

/** Which part of its source `it` is, such as: question 1.2. */
const part = ({ kind, number }) => `${kind} ${number}`;
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** What a card or a plan is, and the collection that it belongs to: this site. */
const card = ({ kind, source }) => `${kind === "plan" ? "session plan" : kind} in ${document.querySelector("meta[name=application-name]").content}, ${source.card}.`;

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
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const what = `${form.quote(it)} ${form.words(`(${part(it)})`)}`;
  return `${credit(it, form, what)} Read at ${form.link(it.address)} on ${day}.`;
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
    urldate: new Date().toISOString().slice(0, 10),
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${it.id},\n${lines.join("")}}\n`;
}

function ris(it) {
  const { authors, title, year } = it.source;
  const fields = [
    ["TY", "ELEC"], ...authors.map((name) => ["AU", name]), ["TI", title], ["PY", year], ["N1", note(it)],
    ["UR", it.address], ["Y2", new Date().toISOString().slice(0, 10).replaceAll("-", "/")],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `${name}  - ${value}\r\n`);
  return `${lines.join("")}ER  - \r\n`;
}

const quoted = (it) => `<p${tongue(it)}>${html(it.words)}</p>`;
const line = (text) => `<p>${text}</p>`;

/** What is quoted of each kind of thing. */
const QUOTED = { question: "Question", section: "Title", resource: "Summary" };
const quotation = ({ kind }) => `${QUOTED[kind] ?? "Words"} with credit (for Word)`;

/** The choices: what each is called, what is said once it is copied, and its text and rich text, if `it` has them. */
const FIRST = [
  [quotation, "Words copied, with credit and link", (it) => it.words && [
    `${it.words}\n${credited(it, PLAIN)}`, `${quoted(it)}${line(credited(it, RICH))}`,
  ]],
  ["Link only", "Link copied", (it) => [it.permanent]],
  ["Reference", "Reference copied", (it) => [citation(it, PLAIN), line(citation(it, RICH))]],
  ["Links to all questions of this section", "Links to all questions copied, with credit", (it) => it.questions && [
    `${it.questions.map((q) => `${q.number} ${q.words} — ${q.address}\n`).join("")}\n${credited(it, PLAIN)}`,
    `<ul>${it.questions.map((q) => `<li${tongue(q)}><a href="${html(q.address)}">${html(`${q.number} ${q.words}`)}</a></li>`).join("")}</ul>${line(credited(it, RICH))}`,
  ]],
];
const MORE = [
  ["Markdown", "Markdown copied", (it) => [`${it.words ? `> ${MARKDOWN.words(it.words)}\n\n` : ""}${credited(it, MARKDOWN)}\n`]],
  ["HTML", "HTML copied", (it) => [`${it.words ? `<blockquote>${quoted(it)}</blockquote>\n` : ""}${line(credited(it, RICH))}\n`]],
  ["BibTeX", "BibTeX copied", (it) => [bibtex(it)]],
  ["RIS", "RIS copied", (it) => [ris(it)]],
];

/** Puts text, and where it can rich text too, on the clipboard; fails where that is refused. */
async function put(text, rich) {
  const { clipboard } = navigator;
  if (rich) {
    const blob = (type, content) => ({ [type]: new Blob([content], { type }) });
    try {
      return await clipboard.write([new ClipboardItem({ ...blob("text/html", rich), ...blob("text/plain", text) })]);
    } catch { /* plain text may still be allowed */ }
  }
  return clipboard.writeText(text);
}

const made = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

/** A link to a permanent address that, with this script, becomes a button which opens the menu. */
class CopyMenu extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link || this.button) return;
    this.permanent = link.href; // as visited: a copy of the site elsewhere gives its own address
    this.named = link.textContent.replace("Link to ", "");
    this.button = made("button", { type: "button", className: link.className || "copy" },
      "Copy", made("span", { className: "copy__with" }, " with credit"), made("span", { className: "visually-hidden" }, ` ${this.named}`));
    // The status stands in the page before it speaks, or screen readers would miss its first words.
    this.status = made("span", { className: "copy__said", role: "status" });
    this.open(false);
    this.button.addEventListener("click", () => this.open(!this.isOpen));
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen) this.leave();
    });
    // Not as soon as the focus goes: what is being pressed would move away before it is let go.
    document.addEventListener("click", ({ target }) => this.makeWayFor(target));
    document.addEventListener("keyup", ({ key, target }) => { if (key === "Tab") this.makeWayFor(target); });
    link.replaceWith(this.button, this.status);
  }

  get isOpen() { return this.button.getAttribute("aria-expanded") === "true"; }

  open(wanted) {
    this.button.setAttribute("aria-expanded", String(wanted));
    this.panel?.remove();
    this.say("");
    if (!wanted) return;
    this.panel = this.choices();
    this.append(this.panel);
    this.panel.scrollIntoView({ block: "nearest" });
  }

  /** Closes the menu when somebody turns to something else, which stays where it is in the window. */
  makeWayFor(other) {
    if (!this.isOpen || this.contains(other)) return;
    const { top } = other.getBoundingClientRect();
    this.open(false);
    scrollBy(0, other.getBoundingClientRect().top - top);
    if (other.matches(":focus-visible")) other.scrollIntoView({ block: "nearest" }); // should it still be on its way
  }

  /** Closes the menu and gives the focus back. */
  leave() {
    this.open(false);
    this.button.focus();
  }

  say(words) {
    this.status.textContent = words;
    clearTimeout(this.timer);
    if (words && !this.isOpen) this.timer = setTimeout(() => this.say(""), 8000);
  }

  /** What this menu is for, and where that comes from. */
  get subject() {
    const { kind, id, number } = this.dataset;
    const page = this.closest("[data-source]");
    const source = JSON.parse(page.dataset.source, (_, value) => (typeof value === "string" ? oneLine(value) : value));
    const words = kind === "framework" ? null : (this.closest(".ask, .pick") ?? page).querySelector("[data-words]");
    return {
      kind, id, number, source,
      permanent: this.permanent,
      address: (kind === "framework" && source.address) || this.permanent,
      words: words && oneLine(words.textContent),
      lang: words?.lang,
      dir: words?.dir,
      questions: kind === "section" && [...page.querySelectorAll("copy-menu[data-kind=question]")].map((menu) => menu.subject),
    };
  }

  /** The panel with all there is to copy; a group, so that a screen reader says for what it is. */
  choices() {
    const it = this.subject;
    const buttons = (choices) => choices.map(([name, said, make]) => [name, said, make(it)])
      .filter(([, , texts]) => texts)
      .map(([name, said, texts]) => this.choice(typeof name === "string" ? name : name(it), () => this.copy(said, ...texts)));
    const list = (...controls) => made("ul", {}, ...controls.map((control) => made("li", {}, control)));
    const file = (kind) => made("a", { href: `${it.permanent}qr.${kind}`, download: `${it.id}-qr.${kind}` }, `QR code, ${kind.toUpperCase()} file`);
    const picture = window.ClipboardItem ? [this.choice("QR code, as a picture", () => this.picture(`${it.permanent}qr.png`))] : [];
    const share = navigator.share ? [this.choice("Share", () => this.share(it))] : [];
    const panel = made("div", { className: "copy__panel", role: "group" }, list(...buttons(FIRST), ...share),
      made("details", {}, made("summary", {}, "More"), list(...buttons(MORE), ...picture, file("svg"), file("png"))));
    panel.lastChild.addEventListener("toggle", () => panel.scrollIntoView({ block: "nearest" }));
    panel.setAttribute("aria-label", `Copy for my document: ${this.named}`);
    return panel;
  }

  choice(name, act) {
    const button = made("button", { type: "button" }, name);
    button.addEventListener("click", act);
    return button;
  }

  async copy(said, text, rich) {
    try {
      await put(text, rich);
      this.leave();
      this.say(said);
    } catch { this.offer(text); }
  }

  /** Hands words, credit and link to another app, through the device's own list of them. */
  async share(it) {
    const text = it.words ? `${it.words}\n${credit(it, PLAIN)}` : credit(it, PLAIN);
    try {
      await navigator.share({ title: it.source.title, text, url: it.permanent });
      this.leave();
    } catch (refused) { // who closes the list again has not failed
      if (refused.name !== "AbortError") this.say("This could not be shared. Copy it instead.");
    }
  }

  /** Copies the QR code as an image; where the browser cannot, its files can still be kept. */
  async picture(address) {
    const image = fetch(address).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer)));
    image.catch(() => {}); // where the clipboard is refused first, nobody else waits for it
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
      this.leave();
      this.say("QR code copied");
    } catch { this.say("The picture could not be copied. Take the file instead."); }
  }

  /** Where copying is refused: shows the text, selected, to be copied by hand. */
  offer(text) {
    this.field?.remove();
    this.field = made("textarea", { className: "copy__field", readOnly: true, value: text, rows: text.length > 60 ? 5 : 2 });
    this.field.setAttribute("aria-label", "Text to copy");
    this.panel.append(this.field);
    this.field.focus();
    this.field.setSelectionRange(0, text.length, "backward"); // or Firefox shows its end
    this.say("Copy the text below by hand");
  }
}

customElements.define("copy-menu", CopyMenu);
