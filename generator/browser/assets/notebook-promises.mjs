// The promises of a notebook: what, who and by when; later, whether they were kept and why.

import { hidden, made } from "./notebook-fields.mjs";
import { dated, newPromise } from "./notebook-shape.mjs";
import { newId, now } from "./notebook-store.mjs";

export const KEPT = { "": "Not said yet", yes: "Kept", partly: "Partly kept", no: "Not kept", dropped: "Dropped" };

function labelled(words, name, field, className = "") {
  return made("p", { className }, made("label", {}, made("span", {}, words, hidden(` (${name})`)), field));
}

/** The fields of one promise, the `at`th of its list; `keep` is called with what is written, at every change. */
function fieldsOf(promise, at, isEarlier, readOnly, keep) {
  const name = `promise ${at}`;
  const field = (tag, key, more = {}) => {
    const element = made(tag, { value: promise[key] ?? "", dir: "auto", ...more });
    element.dataset.key = key;
    if (tag === "select") element.disabled = readOnly;
    else element.readOnly = readOnly;
    element.addEventListener(tag === "select" ? "change" : "input", () => keep(key, element.value || (key === "by" || key === "kept" ? null : "")));
    return element;
  };
  if (!isEarlier) {
    return [
      labelled("What we will do", name, field("textarea", "what", { rows: 2, maxLength: 100000 }), "promise__what"),
      labelled("Who", name, field("input", "who", { type: "text", maxLength: 1000 })),
      labelled("By when", name, field("input", "by", { type: "date" })),
    ];
  }
  const kept = made("select", { disabled: readOnly }, ...Object.entries(KEPT).map(([value, words]) => made("option", { value }, words)));
  kept.value = promise.kept ?? "";
  kept.addEventListener("change", () => keep("kept", kept.value || null));
  return [
    made("p", { className: "promise__what", dir: "auto" }, made("strong", {}, promise.what), ...[promise.who, promise.by && `by ${dated(promise.by)}`].filter(Boolean).map((text) => ` · ${text}`)),
    labelled("Was it kept?", name, kept),
    labelled("Why, or what we learned", name, field("textarea", "said", { rows: 2, maxLength: 100000 }), "promise__said"),
  ];
}

/** A list of promises of a notebook that can be changed, or of which it can be said whether they were kept. */
export class PromiseList {
  /** `numberOf` gives the number of a question by its id, or nothing. */
  constructor(store, list, isEarlier, numberOf = () => "") {
    Object.assign(this, { store, list, isEarlier, numberOf });
    this.rows = new Map();
  }

  /** Shows promises as [round, promise]; those in which somebody is writing stay as they are. */
  show(promises) {
    const here = new Set(promises.map(([, { id }]) => id));
    for (const [id, { row }] of this.rows) {
      if (!here.has(id) && !row.contains(document.activeElement)) { row.remove(); this.rows.delete(id); }
    }
    for (const [round, promise] of promises) {
      const there = this.rows.get(promise.id);
      if (there && (there.row.contains(document.activeElement) || JSON.stringify(there.promise) === JSON.stringify(promise))) continue;
      const held = { round, promise, row: made("li", { className: "promise" }) };
      const at = there ? [...this.rows.keys()].indexOf(promise.id) + 1 : this.rows.size + 1;
      held.row.append(...fieldsOf(promise, at, this.isEarlier, this.store.isNewer, (key, value) => this.keep(held, key, value)), this.foot(held, at));
      if (there) there.row.replaceWith(held.row);
      else this.list.append(held.row);
      this.rows.set(promise.id, held);
    }
  }

  /** Which question a promise is about, and a button that removes it. */
  foot(held, at) {
    const number = this.numberOf(held.promise.about);
    const foot = made("p", { className: "promise__foot" }, number ? `About question ${number}. ` : "");
    if (this.isEarlier || this.store.isNewer) return foot;
    const remove = made("button", { type: "button", className: "write-link" }, "Remove", hidden(` (promise ${at})`));
    remove.addEventListener("click", () => this.remove(held));
    foot.append(remove);
    return foot;
  }

  /** Removes a promise; until the page is left, it can be brought back. */
  remove(held) {
    const fields = [...held.row.childNodes];
    this.store.remove(held.round.id, "promises", held.promise);
    const undo = made("button", { type: "button", className: "write-link" }, "Bring it back");
    undo.addEventListener("click", () => {
      if (held.promise.what || held.promise.who || held.promise.by) held.promise = this.store.write(held.round.id, "promises", held.promise, null);
      held.row.replaceChildren(...fields);
      held.row.querySelector("textarea").focus();
    });
    held.row.replaceChildren(made("p", { role: "status" }, "The promise is removed. ", undo));
    undo.focus();
  }

  /** Adds an empty promise and goes to it; it is kept once something is written. */
  add(round, about) {
    const promise = newPromise({ id: newId(), about, now: now() });
    this.show([...[...this.rows.values()].map((it) => [it.round, it.promise]), [round, promise]]);
    this.rows.get(promise.id).row.querySelector("textarea").focus();
  }

  keep(held, key, value) {
    const next = { ...held.promise, [key]: value };
    if (!next.what && !next.who && !next.by) this.store.remove(held.round.id, "promises", held.promise);
    else {
      const mine = this.store.write(held.round.id, "promises", next, held.promise);
      if (mine.id !== next.id) {
        this.rows.delete(held.promise.id);
        this.rows.set(mine.id, held);
      }
      next.id = mine.id;
      next.written = mine.written;
    }
    held.promise = next;
    this.list.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }
}
