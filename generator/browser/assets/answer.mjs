// The page on which somebody asks others to answer alone, and on which each of them answers: which of the
// two it is, its address tells.

import { onRequest, requestHash } from "./answer-address.mjs";
import { requestOf } from "./answer-link.mjs";
import { AnswerMaker } from "./answer-make.mjs";
import { drawSheet } from "./answer-sheet.mjs";
import { AnswerWriter } from "./answer-write.mjs";
import { NOBODY } from "./notebook-fields.mjs";
import { look } from "./notebook-store.mjs";

/** What the page is called for the one who asks. */
const ASKING = "Ask before you meet";
/** What marks, in an address, a request that is being made. */
const MAKING = "make";

class AnswerPage extends HTMLElement {
  connectedCallback() {
    this.page = this.closest(".page");
    this.data = JSON.parse(this.page.querySelector(".notebook-data").textContent);
    this.paper = this.page.querySelector(".answer-sheet");
    this.maker = new AnswerMaker(this, this.querySelector(".answering__make"));
    this.writer = new AnswerWriter(this, this.querySelector(".answering__write"));
    onRequest(() => {
      this.begin();
      this.querySelector("section:not([hidden]) h2").focus();
    });
    addEventListener("beforeprint", () => this.drawSheet());
    addEventListener("afterprint", () => this.paper.replaceChildren());
    this.begin();
  }

  /** Shows what the address asks for: to answer a request, or to make one. */
  begin() {
    const hash = requestHash();
    const asked = new URLSearchParams(hash.slice(1));
    const request = asked.has(MAKING) ? null : requestOf(hash, this.data);
    this.name(request ? "Answer before we meet" : ASKING);
    this.maker.place.hidden = Boolean(request);
    this.writer.place.hidden = !request;
    this.tell("");
    if (request) this.writer.begin(request);
    else this.maker.begin(asked);
  }

  /** The address of this page with a request, as sent to others (`#from=…`), or while it is made. */
  address(hash, isMaking = false) {
    return new URL(isMaking ? `#${MAKING}=yes&${hash.slice(1)}` : hash, location.href.split("#")[0]).href;
  }

  drawSheet() {
    const [request, voice, texts] = this.writer.place.hidden ? [this.maker.request(), NOBODY, {}] : this.writer.written();
    this.paper.replaceChildren(...drawSheet(request, voice, texts, this.data));
  }

  print() {
    this.drawSheet();
    print();
  }

  /** Names the page for the one who reads it. */
  name(title) {
    const heading = this.page.querySelector("h1");
    document.title = document.title.replace(heading.textContent, title);
    heading.textContent = title;
  }

  tell(text) { this.querySelector(".answering__told").textContent = text; }
}

await Promise.all([look(), look(new URL("./answers.css", import.meta.url).href)]); // or the page would jump
customElements.define("answer-page", AnswerPage);
