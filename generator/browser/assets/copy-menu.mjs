// "Copy with credit": the menu beside a question, a section, a resource or the framework. Words come
// from the page as it stands; where they come from, from data-source on the page.

import { copy } from "./clipboard.mjs";
import { FIRST, MORE, shared } from "./copy-texts.mjs";

const oneLine = (text) => text.trim().replace(/\s+/g, " ");

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
      site: document.querySelector("meta[name=application-name]").content,
      day: new Date(),
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
    const use = ["question", "resource"].includes(it.kind) ? [made("a", { href: new URL(`../../session/#add=${it.kind[0]}.${it.id}`, it.permanent).href }, "Use in a session")] : [];
    const share = navigator.share ? [this.choice("Share", () => this.share(it))] : [];
    const panel = made("div", { className: "copy__panel", role: "group" }, list(...buttons(FIRST), ...share, ...use),
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
      await copy(text, rich);
      this.leave();
      this.say(said);
    } catch { this.offer(text); }
  }

  /** Hands words, credit and link to another app, through the device's own list of them. */
  async share(it) {
    try {
      await navigator.share(shared(it));
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
    this.field.scrollTop = 0; // or Chromium does
    this.say("Copy the text below by hand");
  }
}

customElements.define("copy-menu", CopyMenu);
