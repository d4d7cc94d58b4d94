// On pages of the framework, where a notebook is open: room to write beside each question and prompt.

import { AnswerFields, hidden, made } from "./notebook-fields.mjs";
import { look, Store } from "./notebook-store.mjs";

const store = new Store();
const shown = [];

/** Puts "Write" among the actions of a question or beside a prompt, and its fields below. */
function offer(fields, actions, place) {
  const button = made("button", { type: "button", className: "write-link" }, "Write", hidden(` an answer to ${fields.label}`));
  button.addEventListener("click", () => {
    fields.write();
    show();
  });
  actions.append(button);
  place.append(fields.element);
  const show = (read) => {
    fields.show(read);
    button.hidden = !store.isOpen || store.isNewer || fields.isOpen;
  };
  shown.push(show);
}

/** Shows what the notebook holds, which is read once for all. */
function showAll() {
  const read = store.read();
  for (const show of shown) show(read);
}

for (const heading of document.querySelectorAll("[data-question]")) {
  const place = heading.closest(".ask");
  const former = [...place.querySelectorAll(".was")].map(({ id }) => id);
  const number = heading.querySelector(".question__number").textContent;
  const asked = heading.querySelector("[data-words]").textContent;
  const fields = new AnswerFields(store, { about: heading.dataset.question, former, asked, label: `question ${number}` });
  offer(fields, place.querySelector(".ask__acts"), place);
}
for (const prompts of document.querySelectorAll("[data-prompts]")) {
  for (const item of prompts.children) {
    const asked = item.textContent;
    const actions = made("span", { className: "prompt__acts" });
    item.append(" ", actions);
    offer(new AnswerFields(store, { about: prompts.dataset.prompts, asked, label: `“${asked}”`, isPrompt: true }), actions, item);
  }
}
store.onChange(showAll);
showAll();
look();
