// Times and days, as people write them and as pages show them. Pure.

/**
 * Minutes since midnight; null for what is no time. Telephones have no colon beside their figures, so
 * 1400 will do, and 9.30, 14 and 2 pm too. A plain 2 is the afternoon.
 */
export function timeOf(text) {
  const [, figures, past = "00", half = ""] = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(?:([ap])\.?m\.?)?$/i.exec(text.trim()) ?? [];
  const isAfternoon = half ? /p/i.test(half) : /^[1-6]$/.test(text.trim());
  const hours = half || isAfternoon ? (Number(figures) % 12) + (isAfternoon ? 12 : 0) : Number(figures);
  const isTime = hours < 24 && past < 60 && !(half && !(figures >= 1 && figures <= 12));
  return isTime ? 60 * hours + Number(past) : null;
}

/** Minutes since midnight as a time such as 09:05; after 23:59 the day begins again. */
export function clock(minutes) {
  const inDay = ((minutes % 1440) + 1440) % 1440;
  return [Math.floor(inDay / 60), inDay % 60].map((n) => String(n).padStart(2, "0")).join(":");
}

/** How long it is, in words: 90 is "1 hour 30 minutes". */
export function lasting(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const said = (n, unit) => (n ? `${n} ${unit}${n === 1 ? "" : "s"}` : "");
  return [said(hours, "hour"), said(rest, "minute")].filter(Boolean).join(" ") || "0 minutes";
}

// The first of a browser's own formats takes it a tenth of a second on a slow phone.
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The day of a time, in UTC: 14 January 2027. */
export const dayOf = (time) => `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`;

/** The same after the day of the week: Thursday 14 January 2027. */
export const weekdayOf = (time) => `${WEEKDAYS[time.getUTCDay()]} ${dayOf(time)}`;
