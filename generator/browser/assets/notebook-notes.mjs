// Notes and promises taken while a session is on screen; they go into the notebook in this browser.

import { AnswerFields, keptWords, made, roundName } from "./notebook-fields.mjs";
import { PromiseList } from "./notebook-promises.mjs";
import { newNotebook } from "./notebook-rounds.mjs";
import { look, Store } from "./notebook-store.mjs";

const store = new Store();
let show = () => {};

/** Draws room for notes about one thing on screen; `about` is its id and words, or null for neither. */
export function draw(place, about, { framework, title }) {
  const redraw = () => draw(place, about, { framework, title });
  const held = store.read()?.notebook;
  show = held ? () => {} : redraw;
  if (!held) {
    const name = made("input", { type: "text", maxLength: 200, value: title });
    const form = made("form", { autocomplete: "off" },
      made("p", {}, "Notes and promises go into a notebook in this browser. Nothing is sent."),
      made("p", {}, made("label", {}, "Name of your partnership ", name), " ", made("button", { type: "submit" }, "Begin a notebook")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      store.setHead(newNotebook(framework, name.value.trim())); // which draws the notes
      place.querySelector("textarea")?.focus();
    });
    place.replaceChildren(made("h2", {}, "Notes"), form);
    return;
  }
  const round = held.rounds.at(-1);
  const list = made("ol", { className: "book__promises" });
  const promises = new PromiseList(store, list, false);
  const add = made("button", { type: "button" }, "Add a promise");
  add.addEventListener("click", () => promises.add(round, about?.about ?? null));
  const told = made("p", { className: "written__kept" });
  const fields = about && new AnswerFields(store, { ...about, isAlone: true });
  if (fields) fields.isAsked = true;
  show = () => {
    const now = store.read()?.notebook.rounds.at(-1)?.promises ?? [];
    fields?.show();
    promises.show(now.filter((it) => !about || it.about === about.about).map((it) => [round, it]));
    told.textContent = fields ? "" : keptWords(store);
  };
  place.replaceChildren(
    made("h2", {}, "Notes"),
    made("p", { className: "notes__where", role: "status" }, `In the notebook${held.name ? ` “${held.name}”` : ""}, ${roundName(round)}.`),
    ...(fields ? [fields.element] : []), made("h3", {}, "What we will do"), list, add, told,
  );
  show();
}

look();
store.onChange(() => show());
