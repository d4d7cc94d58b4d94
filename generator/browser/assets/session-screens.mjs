// What a session shows on screen, one thing at a time, and how its time goes. Pure.

/** The screens of a session: each question and each step of a resource has one; times are in minutes. */
export function screensOf(session, data) {
  return session.items.flatMap((item) => {
    const base = { kind: item.kind, title: item.title, lead: [item.text, item.say].filter(Boolean), number: "", question: "", rounds: [], minutes: item.minutes };
    const steps = item.resources.flatMap((id) => stepsOf(data.resources[id], item.minutes).map((step) => ({ ...step, resource: id })));
    const asked = item.questions.map((id) => ({ ...base, id, number: data.questions[id].number, question: data.questions[id].text, page: data.questions[id].page, rounds: item.rounds === false ? [] : data.rounds }));
    const all = [...steps.map((step) => ({ ...base, ...step })), ...asked];
    if (!all.length) return [base];
    const told = all.reduce((sum, { fixed = 0 }) => sum + fixed, 0);
    const open = all.filter(({ fixed }) => !fixed).length;
    const rest = Math.max(0, item.minutes - told);
    const scale = Math.min(1, item.minutes / (told || item.minutes));
    // What no step needs is the last one's.
    const lasting = (fixed, at) => (fixed ? fixed * scale + (!open && at === all.length - 1 ? rest : 0) : rest / open);
    return all.map(({ fixed, ...screen }, at) => ({ ...screen, minutes: lasting(fixed, at), lead: at ? screen.lead.filter((words) => !base.lead.includes(words)) : [...new Set([...base.lead, ...screen.lead])] }));
  });
}

/** The steps of a resource that fit into so many minutes: those that may be left out come only where they do. */
export function stepsOf({ title, steps }, minutes) {
  const needed = steps.filter(({ optional }) => !optional).reduce((sum, step) => sum + (step.minutes ?? 0), 0);
  let spare = minutes - needed;
  return steps.filter((step) => !step.optional || (spare -= step.minutes ?? 0) >= 0)
    .map((step) => ({ title, step: step.text, lead: [step.say].filter(Boolean), fixed: step.minutes ?? 0 }));
}

/** The rounds of a screen as [name, seconds], stretched to its minutes. */
export function roundsOf({ rounds, minutes }) {
  const all = rounds.reduce((sum, [, part]) => sum + part, 0);
  return rounds.map(([name, part]) => [name, Math.round((60 * minutes * part) / all)]);
}

/** Which round it is after so many seconds, and how many of its seconds are left. */
export function roundAt(rounds, seconds) {
  let ends = 0;
  for (const [at, [, length]] of rounds.entries()) {
    ends += length;
    if (seconds < ends) return { at, left: ends - seconds };
  }
  return { at: rounds.length, left: 0 };
}

/** Seconds as minutes and seconds: 95 is 1:35, less than nothing is +0:20 over. */
export function counted(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${seconds < 0 && whole ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Where a session is: the place of its screen, the seconds spent there and on all before it, whether
 * its clock runs, and when that was last looked at (milliseconds since 1970).
 */
export const BEGINNING = { at: 0, here: 0, before: 0, extra: 0, runs: false, seen: 0 };

/** The same, later. A clock that was set back counts as no time; what slept counts as time. */
export function later(state, now) {
  const passed = Math.max(0, (now - state.seen) / 1000);
  return state.runs ? { ...state, here: state.here + passed, seen: now } : { ...state, seen: now };
}

/** The same on another screen, where the clock begins anew. */
export function moved(state, at, now) {
  const { here, before, runs } = later(state, now);
  return { at, here: 0, before: before + here, extra: 0, runs, seen: now };
}

/** Seconds by which the whole session is late; less than nothing is early. */
export function late(screens, { at, here, before }) {
  const planned = screens.slice(0, at).reduce((sum, { minutes }) => sum + 60 * minutes, 0);
  return before - planned + Math.max(0, here - 60 * screens[at].minutes);
}
