// The form by which answers on paper become one more set: a kind, a name if they agree, and the questions.

import { made } from "./notebook-fields.mjs";
import { newId, now } from "./notebook-store.mjs";

function labelled(words, field, ...more) {
  return made("p", {}, made("label", {}, made("span", {}, words), field), ...more);
}

/** Opens the form; `questions` are { about, title, text }, `take` gets what was typed as an answers file holds it. */
export function openPaperForm(form, questions, kinds, data, take) {
  const kind = made("input", { type: "text", maxLength: 200 });
  const choices = made("datalist", { id: "together--kinds" }, ...kinds.map((value) => made("option", { value })));
  kind.setAttribute("list", choices.id);
  const name = made("input", { type: "text", maxLength: 200 });
  const fields = questions.map(({ about, title, text }) => [made("textarea", { rows: 3, maxLength: 100000, dir: "auto" }), about, title, text]);
  const wrong = made("p", { className: "together__wrong" });
  wrong.setAttribute("role", "alert");
  const cancel = made("button", { type: "button", className: "button button--quiet" }, "Cancel");
  const close = () => { form.replaceChildren(); form.hidden = true; };
  form.replaceChildren(
    made("h3", {}, "Answers from paper"),
    labelled("Kind of partner", kind, choices), labelled("Name, only if they agree", name),
    ...fields.map(([area, , title]) => labelled(title, area)), wrong,
    made("p", {}, made("button", { type: "submit", className: "button" }, "Add these answers, sealed"), " ", cancel),
  );
  cancel.addEventListener("click", () => { close(); take(null); });
  form.onsubmit = (event) => {
    event.preventDefault();
    const answers = fields.filter(([area]) => area.value.trim()).map(([area, about, , text]) => ({ id: newId(), about, asked: text, text: area.value, written: now() }));
    if (!answers.length) { wrong.textContent = "Write at least one answer first."; return; }
    const voice = { kind: kind.value.trim() || null, name: name.value.trim() || null };
    close();
    take({ id: newId(), voice, request: { from: "", by: null, kinds }, answers });
  };
  form.hidden = false;
  kind.focus();
}
