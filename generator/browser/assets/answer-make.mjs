// Making a request: who asks, which questions, and what becomes of the answers. All of it is in the address.

import { hashOf, LIMITS, requestOf } from "./answer-link.mjs";
import { show } from "./answer-said.mjs";
import { email, titleOf } from "./answer-texts.mjs";
import { copy } from "./clipboard.mjs";
import { made } from "./notebook-fields.mjs";
import { chosenFiles, openFiles } from "./notebook-files.mjs";

const KINDS = ["NHS", "Council", "Voluntary organisation", "Community group"];
const listed = (text) => [...new Set(text.split(",").map((it) => it.trim()).filter(Boolean))];
const SAID = { link: "Link copied. Send it to each person.", email: "Email copied. Fill in what is in square brackets." };

export class AnswerMaker {
  constructor(page, place) {
    Object.assign(this, { page, place, form: place.querySelector("form"), others: [] });
    this.boxes = [...this.form.querySelectorAll("[name=question]")];
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => (target.type === "search" ? this.find(target.value) : this.change()));
    place.addEventListener("click", ({ target }) => this.press(target.closest("[data-act]")?.dataset.act));
  }

  /** Fills the form from the address, `asked`; a question may still be missing. */
  begin(asked) {
    const ids = asked.get("questions");
    const there = new URLSearchParams(asked);
    if (!ids) there.set("questions", this.boxes[0].value);
    const request = requestOf(`#${there}`, this.page.data);
    const { from, kinds, names, by, to } = this.form.elements;
    from.value = request.from;
    kinds.value = (asked.has("kinds") || ids ? request.kinds : KINDS).join(", ");
    names.checked = request.names;
    by.value = request.by ?? "";
    to.value = request.to;
    const chosen = ids ? request.questions : [];
    for (const box of this.boxes) box.checked = chosen.some(({ now }) => now === box.value);
    this.kept = chosen.filter(({ now }) => !this.boxes.some(({ value }) => value === now));
    this.others = request.others.filter(([key]) => key !== "make");
    this.page.tell(ids ? request.wrong.join(" ") : "");
    this.show();
  }

  /** The request as the form has it. */
  request() {
    const { from, kinds, names, by, to } = this.form.elements;
    const { current } = this.page.data;
    const questions = this.boxes.filter((box) => box.checked).map(({ value }) => ({ id: value, now: value, text: current[value].text, wrong: "" }));
    return { from: from.value.trim(), questions: [...questions, ...this.kept], kinds: listed(kinds.value), names: names.checked, by: by.value || null, to: to.value.trim(), others: this.others };
  }

  change() {
    history.replaceState(null, "", this.page.address(hashOf(this.request()), true));
    this.show();
  }

  find(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const list of this.form.querySelectorAll(".make__section")) {
      const items = [...list.querySelectorAll("li")];
      for (const item of items) item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
      list.hidden = items.every((item) => item.hidden);
    }
  }

  show() {
    const request = this.request();
    const count = request.questions.length;
    const length = this.page.address(hashOf(request)).length;
    const words = [count ? `${count} ${count === 1 ? "question" : "questions"} chosen.` : "No question chosen yet."];
    if (count > LIMITS.questions) words.push(`A request holds ${LIMITS.questions} questions at most. Choose fewer.`);
    if (request.kinds.length > LIMITS.kinds) words.push(`It holds ${LIMITS.kinds} kinds of partner at most.`);
    if (length > LIMITS.link) words.push(`The link has ${length} characters, and some programs cut long links. Use fewer questions or shorter words.`);
    this.place.querySelector(".make__sum").textContent = words.join(" ");
    this.place.querySelector(".make__chosen").replaceChildren(...request.questions.map((it) =>
      made("li", it.text ? { lang: this.page.data.lang, dir: this.page.data.dir } : { dir: "auto" }, titleOf(it, this.page.data) ?? `Not known: ${it.id.slice(0, 40)}`)));
    this.place.querySelector(".make__together").href = `../together/${hashOf(request)}`;
    this.place.querySelector(".make__see").href = hashOf(request);
    for (const part of this.place.querySelectorAll(".make__chosen, .make__acts, .make__then")) part.hidden = !count;
  }

  async press(act) {
    if (act === "print") return this.page.print();
    if (act === "file") return this.open(await openFiles(await chosenFiles()));
    if (!SAID[act]) return undefined;
    const request = this.request();
    const link = this.page.address(hashOf(request));
    const [plain, rich] = act === "link" ? [link] : email(request, this.page.data, link);
    const said = this.place.querySelector(".make__said");
    try {
      await copy(plain, rich);
      show(said, SAID[act]);
    } catch {
      const text = made("textarea", { readOnly: true, rows: 6, value: plain });
      text.setAttribute("aria-label", act === "link" ? "Link to copy" : "Email to copy");
      show(said, "Copy it from here: ", text);
      text.select();
    }
    return undefined;
  }

  /** Goes on with a file of answers: its own request is the one to answer. */
  open(files) {
    const file = files.find(({ kind }) => kind === "answers");
    if (!file) return show(this.place.querySelector(".make__said"), files.map(({ name, kind, problems }) => (kind ? `${name} is a notebook, not a file of answers.` : `${name}: ${problems.join(" ")}`)).join(" "));
    const { request, voice, answers } = file.value;
    const questions = [...new Set(answers.map(({ about }) => about))].map((id) => ({ id }));
    history.pushState(null, "", this.page.address(hashOf({ ...request, names: Boolean(voice.name), questions })));
    this.page.begin();
    return this.page.writer.take(files);
  }
}
