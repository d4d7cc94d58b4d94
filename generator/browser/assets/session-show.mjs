// Show on screen: a session, one thing at a time, as large as the window allows, with a quiet clock.

import { clock } from "./clock.mjs";
import { sessionOf } from "./session-link.mjs";
import { BEGINNING, counted, late, later, moved, roundAt, roundsOf, screensOf } from "./session-screens.mjs";

const STORED = "partnering.show"; // where in which session this device is, so that a reload goes on
const LONGEST = 12 * 3600 * 1000; // milliseconds after which that is another day's session
const data = JSON.parse(document.querySelector("#session-data").textContent);
const stage = document.querySelector(".stage");
const find = (selector) => stage.querySelector(selector);
const button = (name) => find(`[data-do=${name}]`);
const helps = new Map();

let opened = ""; // the hash of the session that is shown
let session = null;
let screens = [];
let rounds = [];
let state = BEGINNING;
let isLeader = false;
let lock = null;

function kept() {
  try {
    const { hash, ...was } = JSON.parse(localStorage.getItem(STORED)) ?? {};
    const fits = hash === opened && Object.keys(BEGINNING).every((key) => typeof was[key] === typeof BEGINNING[key]);
    return fits && was.at >= 0 && was.at < screens.length && Math.abs(Date.now() - was.seen) < LONGEST ? was : null;
  } catch { return null; }
}

function keep() {
  try { localStorage.setItem(STORED, JSON.stringify({ hash: opened, ...state })); } catch { /* a reload begins again */ }
}

/** Writes a text where it has changed, so that nothing is read out twice. */
function write(selector, text) {
  const place = find(selector);
  if (place.textContent !== text) place.textContent = text;
}

function name(screen) {
  return screen.question || screen.step || screen.title;
}

/** Makes the words as large as their place allows: at least a twentieth of the window's height. */
function fit() {
  const [place, title] = [find(".now"), find("h1")];
  stage.classList.remove("grows");
  const isFixed = !isLeader && matchMedia("(height >= 30rem) and (width >= 40rem)").matches;
  const room = isFixed ? place.clientHeight : innerHeight / (find(".notes").hidden ? 2 : 4);
  const fits = (size) => {
    title.style.fontSize = `${size}px`;
    const high = [...place.children].reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
    return high <= room && title.scrollWidth <= title.clientWidth + 1;
  };
  let low = Math.max(innerHeight / 20, 18);
  let high = Math.max(low, innerHeight / 6);
  Object.assign(title.style, { overflowWrap: "normal", inlineSize: "calc(100% - 2px)" }); // so that a word too long counts as too wide
  if (fits(high)) low = high;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle; else high = middle;
  }
  Object.assign(title.style, { overflowWrap: "", inlineSize: "" }); // at the smallest size it is broken rather than cut off
  if (!fits(low)) stage.classList.add("grows"); // the page gets longer, and nothing is cut off
}

async function help(screen) {
  if (!helps.has(screen.page)) {
    const page = fetch(new URL(screen.page, location.href.split("#")[0]));
    helps.set(screen.page, page.then((answer) => (answer.ok ? answer.text() : "")).then((html) => new DOMParser().parseFromString(html, "text/html").getElementById(screen.id)?.closest(".ask")?.querySelector(".ways dl") ?? null, () => null));
  }
  return helps.get(screen.page);
}

/** What only the person leading should see. */
async function showLead(screen) {
  const place = find(".lead");
  place.hidden = !isLeader;
  if (!isLeader) return;
  place.replaceChildren(...screen.lead.map((words) => Object.assign(document.createElement("p"), { textContent: words })));
  const found = screen.id ? await help(screen) : null;
  if (found && screens[state.at] === screen) place.append(document.importNode(found, true));
}

/** Room for notes about what is on screen; whoever leads opens it, and everybody sees it. */
async function showNotes() {
  const place = find(".notes");
  button("note").setAttribute("aria-expanded", String(!place.hidden));
  if (place.hidden) return;
  const screen = screens[state.at];
  const { draw } = await import("./notebook-notes.mjs");
  if (screens[state.at] === screen && !place.hidden) draw(place, aboutOf(screen), { framework: data.framework, title: session.title });
}

/** What notes on a screen are about: its question, or the step of its resource. */
function aboutOf(screen) {
  if (screen.id) return { about: screen.id, asked: screen.question, label: `question ${screen.number}` };
  return screen.resource ? { about: screen.resource, asked: screen.step, label: "this step", isPrompt: true } : null;
}

/** Shows the screen at which the session is. */
function show() {
  const screen = screens[state.at];
  rounds = roundsOf(screen);
  write(".where", screens.length > 1 ? `${state.at + 1} of ${screens.length} · ${session.title}` : "");
  write(".above", screen.number ? `Question ${screen.number}` : screen.step ? screen.title : "");
  const title = find("h1");
  for (const attribute of ["lang", "dir"]) {
    if (screen.question) title.setAttribute(attribute, data[attribute]); else title.removeAttribute(attribute);
  }
  write("h1", name(screen));
  write(".under", screen.kind === "b" && state.runs ? `We start again at ${clock(minuteOfDay() + Math.round(screen.minutes + state.extra))}.` : "");
  const next = screens[state.at + 1];
  write(".next", next ? `Next: ${next.number ? `${next.number} ` : ""}${name(next)}` : "This is the last item.");
  find(".rounds").replaceChildren(...rounds.map(([what, seconds]) => Object.assign(document.createElement("li"), { textContent: `${what} ${counted(seconds)}` })));
  button("back").disabled = state.at === 0;
  button("on").disabled = !next;
  find("h1").removeAttribute("style");
  showLead(screen);
  showNotes();
  tick();
  fit();
}

function minuteOfDay() {
  const now = new Date();
  return 60 * now.getHours() + now.getMinutes();
}

function left() {
  return 60 * (screens[state.at].minutes + state.extra) - state.here;
}

/** Seconds in the rounds: a minute more or less is one of the last round. */
function roundNow() {
  const longer = rounds.map(([what, seconds], at) => [what, seconds + (at === rounds.length - 1 ? 60 * state.extra : 0)]);
  return roundAt(longer, state.here);
}

function tick() {
  state = later(state, Date.now());
  const { at } = roundNow();
  write(".clock", rounds.length && at < rounds.length ? counted(Math.ceil(roundNow().left)) : counted(Math.ceil(left())));
  find(".clock").classList.toggle("over", left() < 0);
  for (const [place, item] of [...find(".rounds").children].entries()) {
    item.classList.toggle("done", place < at);
    if (place === at && state.here) item.setAttribute("aria-current", "step"); else item.removeAttribute("aria-current");
  }
  write("[data-do=go]", state.runs ? "Stop the clock" : state.here ? "Go on" : "Start the clock");
  write(".pace", pace());
}

/** How far ahead or behind the whole is, in whole minutes. */
function pace() {
  if (!state.runs && !state.here && !state.before) return session.plan || screens.length > 1 ? `Begins at ${clock(session.start)}` : "";
  const minutes = Math.round(late(screens, state) / 60);
  if (!minutes) return screens.length > 1 ? "On time" : "";
  const said = `${Math.abs(minutes)} minute${Math.abs(minutes) === 1 ? "" : "s"}`;
  return minutes > 0 ? `${said} behind` : `${said} ahead`;
}

/** The time left, for those who do not see the clock; only when asked. */
function tell() {
  const seconds = Math.round(left());
  const said = `${Math.floor(Math.abs(seconds) / 60)} minutes ${Math.abs(seconds) % 60} seconds`;
  const { at, left: inRound } = roundNow();
  const now = at < rounds.length ? `${rounds[at][0]}: ${Math.ceil(inRound)} seconds. ` : "";
  const status = find(".said");
  status.classList.remove("visually-hidden");
  status.textContent = `${now}${seconds < 0 ? `${said} over` : `${said} left for this item`}. ${pace()}`;
  setTimeout(() => { status.classList.add("visually-hidden"); fit(); }, 6000);
}

async function stayAwake() {
  try {
    if (state.runs && !document.hidden && !lock) {
      lock = await navigator.wakeLock?.request("screen");
      lock?.addEventListener("release", () => { lock = null; });
    }
  } catch { /* the device decides */ }
}

const DO = {
  back: () => go(state.at - 1),
  on: () => go(state.at + 1),
  go: () => { state = { ...later(state, Date.now()), runs: !state.runs }; show(); stayAwake(); },
  more: () => { state = { ...state, extra: state.extra + 1 }; show(); },
  less: () => { if (left() > 60) state = { ...state, extra: state.extra - 1 }; show(); },
  tell,
  note: () => { find(".notes").hidden = !find(".notes").hidden; showNotes().then(() => { fit(); find(".notes").querySelector("textarea, input, button")?.focus(); }); },
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {}),
};

function go(at) {
  if (at < 0 || at >= screens.length) return;
  state = moved(state, at, Date.now());
  show();
}

function act(what) {
  DO[what]();
  keep();
}

const KEYS = { ArrowRight: "on", ArrowDown: "on", PageDown: "on", ArrowLeft: "back", ArrowUp: "back", PageUp: "back", " ": "go" };

addEventListener("keydown", (event) => {
  const what = KEYS[event.key];
  if (stage.hidden || !what || event.target.closest("input, textarea, select") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " " && event.target.closest("button, a, summary")) return; // it presses that
  if (isLeader && event.key.startsWith("Arrow") && document.documentElement.scrollHeight > innerHeight) return; // it scrolls
  event.preventDefault();
  act(what);
});
stage.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-do]");
  if (pressed) act(pressed.dataset.do);
});

function begin() {
  opened = location.hash;
  session = sessionOf(opened, data);
  screens = session ? screensOf(session, data) : [];
  const isShown = screens.length > 0;
  stage.hidden = !isShown;
  document.querySelector(".none").hidden = isShown;
  if (!isShown) return;
  const asked = new URLSearchParams(location.hash.slice(1));
  isLeader = asked.get("view") === "leader";
  asked.delete("view");
  if (!isLeader) asked.set("view", "leader");
  const other = find(".other");
  other.href = `#${asked}`.replaceAll("%2C", ",").replaceAll("%3A", ":");
  other.textContent = isLeader ? "The view for everyone" : "The leader's view, for another device";
  document.body.classList.toggle("leads", isLeader);
  document.title = `${session.title} - on screen`;
  const plan = data.plans[session.plan];
  const only = session.items.length === 1 ? session.items[0] : {};
  find(".leave").href = plan?.page ?? data.questions[only.questions?.[0]]?.page ?? data.resources[only.resources?.[0]]?.page ?? `../${location.hash}`;
  button("full").hidden = !document.fullscreenEnabled;
  state = kept() ?? { ...BEGINNING, seen: Date.now() };
  show();
  stayAwake();
}

addEventListener("hashchange", begin);
addEventListener("resize", () => { if (!stage.hidden) fit(); });
addEventListener("pagehide", () => { if (!stage.hidden) keep(); });
document.addEventListener("visibilitychange", () => { if (!stage.hidden) { tick(); keep(); stayAwake(); } });
document.addEventListener("fullscreenchange", () => { write("[data-do=full]", document.fullscreenElement ? "Leave full screen" : "Full screen"); fit(); });
setInterval(() => { if (!stage.hidden && state.runs) { tick(); if (Math.floor(state.here) % 5 === 0) keep(); } }, 500);
document.fonts.ready.then(() => { if (!stage.hidden) fit(); stage.classList.add("ready"); }); // nothing jumps
begin();
