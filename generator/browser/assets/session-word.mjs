// The run sheet of a session as the description of a Word document, which `word-file.mjs` draws. Pure.

import { clock, lasting } from "./clock.mjs";
import { dateOf } from "./session-advice.mjs";
import { lengthOf } from "./session-link.mjs";
import { roundsOf, stepsOf } from "./session-screens.mjs";

const LANGUAGE = "en-GB"; // of all words but the framework's own
const ROWS = 6; // of what will be done

const bold = (text) => ({ text, bold: true });
const quoted = (text) => `“${text}”`;
const said = (text) => [bold("Say: "), { text: quoted(text) }];
const inBrackets = (minutes) => bold(` (${lasting(minutes)})`);

/** A question as runs: its number, and its words in the framework's language. */
function asked(id, data) {
  const { number, text } = data.questions[id];
  const voice = data.lang === LANGUAGE ? {} : { lang: data.lang, dir: data.dir };
  return [bold(`${number} `), { text, ...voice }];
}

/** What kind of thing an item is, where it has no title of its own. */
const nameOf = ({ kind, title }) => (kind === "q" ? "Question" : kind === "r" ? "Activity" : title);

/** What is asked or done in an item, as one text for a cell. */
function usedIn(item, data) {
  const parts = [...item.questions.map((id) => asked(id, data)), ...item.resources.map((id) => [{ text: data.resources[id].title }])];
  return parts.flatMap((part, at) => (at ? [{ text: "\n" }, ...part] : part));
}

function agenda(items, ends, data) {
  const rows = items.map(({ at, item }) => [[bold(clock(at))], String(item.minutes), nameOf(item), usedIn(item, data)]);
  return { kind: "table", columns: ["Time", "Minutes", "What happens", "Question or activity"], shares: [2, 2.3, 4, 6], rows: [...rows, [[bold(clock(ends))], "", [bold("End")], ""]] };
}

/** The steps of an activity that fit into the minutes of its item, each with its minutes and what to say. */
function activity(resource, minutes) {
  const items = stepsOf(resource, minutes).map(({ step, lead: [say], fixed }) => ({ text: fixed ? [{ text: step }, inBrackets(fixed)] : step, say: say && said(say) }));
  return [{ kind: "paragraph", text: resource.text }, ...(items.length ? [{ kind: "list", numbered: true, items }] : [])];
}

/** The rounds in which people talk about a question, in minutes. */
function rounds(minutes, data) {
  const all = roundsOf({ rounds: data.rounds, minutes });
  const items = all.map(([name, seconds]) => ({ text: [{ text: name }, inBrackets(Math.max(1, Math.round(seconds / 60)))] }));
  return items.length ? [{ kind: "list", numbered: true, items }] : [];
}

/** An item under its heading: what to do, what to say, its questions and the steps of its activities. */
function told({ at, item }, data) {
  const [question, ...more] = item.kind === "q" ? item.questions : ["", ...item.questions];
  const heading = question ? asked(question, data) : [{ text: item.title }];
  const each = item.minutes / Math.max(1, item.questions.length + item.resources.length);
  return [
    { kind: "heading", level: 3, text: [{ text: `${clock(at)} ` }, ...heading] },
    ...[item.wrong, item.text].filter(Boolean).map((text) => ({ kind: "paragraph", text })),
    ...(item.say ? [{ kind: "box", text: said(item.say) }] : []),
    ...more.map((id) => ({ kind: "paragraph", text: asked(id, data) })),
    ...(item.questions.length && item.rounds !== false ? rounds(each, data) : []),
    ...item.resources.flatMap((id) => [
      ...(item.title === data.resources[id].title ? [] : [{ kind: "paragraph", text: [bold(`Use: ${data.resources[id].title}`)] }]),
      ...activity(data.resources[id], each),
    ]),
  ];
}

/** Whose words are in it, each line once, as the sheets say it. */
function rightsOf(session, data) {
  const used = session.items.flatMap(({ resources }) => resources.flatMap((id) => data.resources[id].rights));
  return [...new Set([...data.rights, ...(data.plans[session.plan]?.rights ?? []), ...used])];
}

/**
 * The run sheet of a session, with the items as they are shown.
 *
 * `link` is the complete link of the session, `paper` is a4 or letter.
 */
export function runSheetOf(session, data, link, paper) {
  const plan = data.plans[session.plan];
  let at = session.start;
  const items = session.items.map((item) => ({ item, at: (at += item.minutes) - item.minutes }));
  const length = lengthOf(session);
  const facts = [["Date", session.date ? dateOf(session) : ""], ["Time", `${lasting(length)}, from ${clock(session.start)} to ${clock(at)}`], ["People", String(session.people)]];
  const heading = (text) => ({ kind: "heading", level: 2, text });
  const blocks = [
    { kind: "small", text: `${plan ? "Session plan" : "Session of our own"} · For the person leading it` },
    { kind: "heading", level: 1, text: session.title },
    ...(plan ? [{ kind: "paragraph", text: plan.text }] : []),
    ...facts.filter(([, text]) => text).map(([name, text]) => ({ kind: "paragraph", text: [bold(`${name}: `), { text }] })),
    heading("Agenda"),
    agenda(items, at, data),
    ...(items.length ? [heading("What to say and do"), ...items.flatMap((it) => told(it, data))] : []),
    heading("What we will do"),
    { kind: "table", columns: ["What", "Who", "By when"], shares: [2.4, 1.4, 1.4], rows: Array.from({ length: ROWS }, () => ["", "", ""]), tall: true },
    heading("How did it go, and what would you do differently?"),
    { kind: "room", lines: 4 },
    ...rightsOf(session, data).map((text) => ({ kind: "small", text, keep: true })),
    { kind: "small", text: [bold("The session: "), { text: link, link }] },
  ];
  return { title: `Run sheet: ${session.title}`, author: data.author, language: LANGUAGE, direction: "ltr", paper, foot: [data.edition, data.address], blocks };
}
