// The questions and prompts on the page of the notebook, each with room to write.

import { AnswerFields, hidden, made } from "./notebook-fields.mjs";

/** Asks whose words will be typed in, from paper or for somebody, then opens a field for them. */
function askVoice(fields, place) {
  place.querySelector("form")?.remove();
  const kind = made("input", { type: "text", maxLength: 200, size: 20 });
  const name = made("input", { type: "text", maxLength: 200, size: 20 });
  const form = made("form", { className: "book__voice", autocomplete: "off" },
    made("label", {}, "Kind of partner ", kind), made("label", {}, "Name, if they agree ", name),
    made("button", { type: "submit", className: "button button--quiet" }, "Go on"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = { kind: kind.value.trim() || null, name: name.value.trim() || null };
    form.remove();
    fields.addVoice(said.kind || said.name ? said : { kind: "Somebody else", name: null });
  });
  place.append(form);
  kind.focus();
}

/** The fields of all that a page asks (`data-about`); `data` is that of the page. */
export class NotebookQuestions {
  constructor(page, store, data) {
    this.asked = [...page.querySelectorAll("[data-about]")].map((item) => this.prepare(item, store, data));
  }

  prepare(item, store, { current, former }) {
    const { about } = item.dataset;
    const isPrompt = "prompt" in item.dataset;
    const asked = item.querySelector(".book__words").textContent;
    const label = isPrompt ? `“${asked}”` : `question ${current[about].number}`;
    const earlier = Object.keys(former).filter((id) => former[id].now === about);
    const fields = new AnswerFields(store, { about, former: earlier, asked, label, isPrompt });
    const acts = made("p", { className: "book__write" });
    const button = made("button", { type: "button", className: "write-link" }, "Write", hidden(` an answer to ${label}`));
    button.addEventListener("click", () => {
      fields.write();
      button.hidden = true;
    });
    const voice = made("button", { type: "button", className: "write-link" }, "Add somebody else's answer", hidden(` to ${label}`));
    voice.addEventListener("click", () => askVoice(fields, acts));
    acts.append(button, voice);
    item.append(fields.element, acts);
    return { fields, button };
  }

  /** Shows what was `read` of the notebook; "Write" is there until there is a field. */
  show(read) {
    for (const { fields, button } of this.asked) {
      fields.show(read);
      button.hidden = fields.isOpen;
    }
  }

  /** Whether the page asks what an answer is about. */
  holds(answer) { return this.asked.some(({ fields }) => fields.isHere(answer)); }
}
