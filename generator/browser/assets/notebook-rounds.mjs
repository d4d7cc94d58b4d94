// The rounds of a notebook: the first one, and those that begin some months later.

import { emptyNotebook, newRound } from "./notebook-shape.mjs";
import { newId, today } from "./notebook-store.mjs";

const MONTHS = 6; // until one looks again, unless people say otherwise

/** The date some months after a date such as 2026-08-31; where that month has no such day, its last. */
function monthsAfter(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** A round after those of a notebook; its id sorts after theirs, and it begins no earlier than the last. */
export function nextRound(rounds) {
  const last = rounds.at(-1)?.began ?? "";
  const began = last > today() ? last : today();
  const id = `r${Date.now().toString(36)}${newId().slice(0, 6)}`;
  return { ...newRound({ id, name: `Round ${rounds.length + 1}`, began }), look_again: monthsAfter(began, MONTHS) };
}

/** A notebook of a framework that begins today, with its first round. */
export function newNotebook(framework, name) {
  return { ...emptyNotebook(framework), name, rounds: [nextRound([])] };
}
