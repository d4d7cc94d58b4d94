// Files of answers that are opened together: what each of them is called, and what could not be used. Pure.
// A set is what one person answered: { id, voice, request, answers, problems, isOpen, isPaper }.

/** How many people's answers are opened at once. */
export const MOST = 100;

/** The set in a file of answers (or typed in from paper); answers without words are left out. */
export function setOf({ id, voice, request, answers }, { problems = [], isPaper = false } = {}) {
  return { id, voice, request, answers: answers.filter(({ text }) => text.trim()), problems, isOpen: false, isPaper };
}

const latest = ({ answers }) => answers.reduce((last, { written }) => (written > last ? written : last), "");

/** Sets with one more file, as notebook-files.mjs opened it, and what is `said` of the file; it names no words in it. */
export function withFile(sets, { name, kind, value, problems, newer }) {
  if (kind === "notebook") return { sets, said: `${name} is a notebook: open it on the page of the notebook.` };
  if (kind !== "answers") return { sets, said: `${name}: ${problems[0] ?? "This file could not be read."}` };
  const set = setOf(value, { problems });
  if (!set.answers.length) return { sets, said: `${name} holds no answers.` };
  const parts = newer ? [" It was made with a newer version of this toolkit; what is understood is used."] : [];
  if (problems.length > (newer ? 1 : 0)) parts.push(" Some of it could not be read; what is told is below the answers, once they are open.");
  const at = sets.findIndex(({ id }) => id === set.id);
  if (at >= 0) {
    const isLater = latest(set) >= latest(sets[at]);
    return { sets: isLater ? sets.map((it, place) => (place === at ? set : it)) : sets, said: `${name} is from a person whose file is here already. The one written last counts.${parts.join("")}` };
  }
  if (sets.length >= MOST) return { sets, said: `${name} is left out: this page opens the answers of ${MOST} people at most.` };
  return { sets: [...sets, set], said: parts.length ? `${name} is here.${parts.join("")}` : "" };
}

/** What each set is called: a number, and a name where that person gave one; no kind and no count, which would tell who left something out. */
export function namesOf(sets) {
  let [files, papers] = [0, 0];
  return sets.map(({ voice, isPaper }) => [isPaper ? `From paper ${(papers += 1)}` : `File ${(files += 1)}`, voice.name].filter(Boolean).join(": "));
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const FEW = 6;

/** What is asked before sets are opened. */
export function asking(sets) {
  const sealed = sets.filter(({ isOpen }) => !isOpen);
  const isMore = sealed.length < sets.length;
  const what = `${NUMBERS[sealed.length] ?? sealed.length}${isMore ? " more" : ""} ${sealed.length === 1 ? "file" : "files"}`;
  const effect = `opening shows ${sealed.length === 1 ? "it" : "them"} to all who see this screen.`;
  const few = sets.filter(({ voice }) => !voice.name).length < FEW ? " With so few of you, people may guess who wrote what." : "";
  return `Is everybody here? ${what}: ${effect}${isMore ? " Everybody will see which answers are new." : ""}${few}`;
}
