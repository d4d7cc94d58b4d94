// Answers to one question in groups by kind of partner, none of them so small that it names somebody. Pure.

/** How many answers without a name a kind of partner needs to be shown as one. */
export const LEAST = 3;

const plainly = (kind) => (kind ?? "").normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
const sizeOf = (groups) => groups.reduce((sum, { answers }) => sum + answers.length, 0);

/**
 * The groups in which answers are shown, each as { kind, title, answers }; `kind` is null where no kind is
 * told. An answer is anything with a `voice`, and keeps its place in its group.
 *
 * Who gave a name is shown with it and does not count. Kinds with fewer than three other answers stand
 * together. If these are of one kind, or still fewer than three, the smallest of the other kinds joins them,
 * so that what is left over tells nothing either.
 */
export function groupsOf(answers) {
  const named = answers.filter(({ voice }) => voice.name);
  const kinds = new Map();
  for (const it of answers.filter(({ voice }) => !voice.name)) {
    const key = plainly(it.voice.kind);
    if (!kinds.has(key)) kinds.set(key, { kind: key ? it.voice.kind.trim() : null, key, answers: [] });
    kinds.get(key).answers.push(it);
  }
  const all = [...kinds.values()].sort((a, b) => a.answers.length - b.answers.length || (a.key < b.key ? -1 : 1));
  const others = all.filter((it) => it.answers.length < LEAST);
  const shown = all.filter((it) => it.answers.length >= LEAST);
  while (others.length && shown.length && (others.length < 2 || sizeOf(others) < LEAST)) others.push(shown.shift());
  const together = new Set(others.flatMap((it) => it.answers));
  const groups = shown.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ kind, answers: its }) => ({ kind, title: kind ?? "Kind not said", answers: its }));
  if (together.size) groups.push({ kind: null, title: groups.length ? "All others" : "", answers: answers.filter((it) => together.has(it)) });
  if (named.length) groups.push({ kind: null, title: "With their names", answers: named });
  return groups;
}

/** Whose an answer is in a notebook: the name that somebody gave, the kind of its group, or neither. */
export const voiceIn = (group, { voice }) => (voice.name ? voice : { kind: group.kind ?? "One of us", name: null });
