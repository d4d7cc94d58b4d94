// What a session of one's own could do better, and how it is told to others: advice, invitation,
// calendar file. Pure.

import { clock, lasting, weekdayOf } from "./clock.mjs";
import { lengthOf } from "./session-link.mjs";

const SITTING = 75; // minutes after which people need a break

/** What an item is called in a list. */
export function titleOf(item, data) {
  const [question] = item.questions;
  return question && item.kind === "q" ? `${data.questions[question].number} ${data.questions[question].text}` : item.title;
}

/** What to leave out first where a session is too long by so many minutes; null where nothing can be. */
export function leftOut(items, over) {
  const can = items.map((item, at) => ({ item, at })).filter(({ item }) => ["q", "r"].includes(item.kind));
  const enough = can.filter(({ item }) => item.minutes >= over).sort((a, b) => a.item.minutes - b.item.minutes || b.at - a.at);
  return (enough[0] ?? can.sort((a, b) => b.item.minutes - a.item.minutes || b.at - a.at)[0])?.item ?? null;
}

/** Sentences of advice on a session. */
export function adviceOn(session, data) {
  const said = [];
  const over = session.available ? lengthOf(session) - session.available : 0;
  if (over > 0) {
    const out = leftOut(session.items, over);
    said.push(`It is ${lasting(over)} too long.${out ? ` Leave out first: ${titleOf(out, data)} (${lasting(out.minutes)}).` : ""}`);
  }
  let sat = 0;
  for (const { kind, title, minutes } of session.items) {
    sat = kind === "b" || /^break\b/i.test(title) ? 0 : sat + minutes;
    if (sat > SITTING) { said.push(`People sit for more than ${SITTING} minutes. Add a break.`); break; }
  }
  for (const id of new Set(session.items.flatMap(({ resources }) => resources))) {
    const { title, people: [least, most] } = data.resources[id];
    if (session.people < least) said.push(`${title} needs at least ${least} people.`);
    if (most && session.people > most) said.push(`${title} suits up to ${most} people. Its page says what to do with more.`);
  }
  return said;
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** The day of a session in words; room to fill it in where it has none. */
export const dateOf = ({ date }) => (date ? weekdayOf(new Date(`${date}T00:00:00Z`)) : "[date]");

/** An invitation as [plain text, HTML]; `address` makes a complete address of a path. */
export function invitation(session, data, link, address) {
  const ends = clock(session.start + lengthOf(session));
  const asked = [...new Set(session.items.flatMap(({ questions }) => questions))].map((id) => data.questions[id]);
  const open = [
    `You are invited to: ${session.title}`,
    `When: ${dateOf(session)}, ${clock(session.start)} to ${ends}`,
    "Where: [place, how to get there, and how to join by phone or online]",
  ];
  const close = [
    "You do not need to prepare. You may pass on any question.",
    "We can pay for: [travel, childcare, your time]. Tell us what you need.",
    "Access: [step-free, quiet room, captions, interpreter]. Tell us what would help, such as large print.",
    "What we write down, and who will see it: [say it here].",
    "Reply to: [name, email and phone]",
  ];
  const heading = asked.length ? ["What we will talk about:"] : [];
  const plain = [...open, ...heading, ...asked.map(({ number, text, page }) => `${number} ${text}\n${address(page)}`), ...close, `The session: ${link}`].join("\n\n");
  const line = (text) => `<p>${escaped(text)}</p>`;
  const list = asked.map(({ number, text, page }) => `<li><a href="${escaped(address(page))}">${escaped(`${number} ${text}`)}</a></li>`).join("");
  const rich = [...open.map(line), ...heading.map(line), list && `<ul>${list}</ul>`, ...close.map(line), `<p><a href="${escaped(link)}">The session</a></p>`].join("");
  return [plain, rich];
}

/** A line of a calendar file: no more than 75 bytes, the rest on lines that begin with a space. */
function folded(line) {
  const parts = [""];
  let size = 0;
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > 73) { parts.push(""); size = 1; }
    parts[parts.length - 1] += letter;
    size += bytes;
  }
  return parts.join("\r\n ");
}

const meant = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** A calendar file (iCalendar, RFC 5545) of one event; `times` are its lines of when it is. */
function eventOf({ stamp, uid, times, title, text, more = [] }) {
  return `${[
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//partnering toolkit//session//EN", "BEGIN:VEVENT",
    `UID:${uid}`, `DTSTAMP:${stamp}`, ...times, `SUMMARY:${meant(title)}`, `DESCRIPTION:${meant(text)}`, ...more,
    "END:VEVENT", "END:VCALENDAR",
  ].map(folded).join("\r\n")}\r\n`;
}

const inCalendar = (time) => time.toISOString().slice(0, 19).replace(/[-:]/g, "");

/** A calendar file of a session with a date; times are those of the place. */
export function calendar(session, link, now) {
  const at = (minutes) => inCalendar(new Date(Date.parse(`${session.date}T00:00:00Z`) + 60000 * minutes));
  const stamp = `${inCalendar(now)}Z`;
  const times = [`DTSTART:${at(session.start)}`, `DTEND:${at(session.start + lengthOf(session))}`];
  return eventOf({ stamp, uid: `${stamp}-${session.date}@session.invalid`, times, title: session.title, text: `The session: ${link}`, more: [`URL:${link}`] });
}

/** A calendar file of a whole day, such as 2027-05-26. */
export function dayInCalendar({ date, title, text, now }) {
  const stamp = `${inCalendar(now)}Z`;
  return eventOf({ stamp, uid: `${stamp}-${date}@notebook.invalid`, times: [`DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`], title, text });
}
