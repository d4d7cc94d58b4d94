// Texts that this browser keeps for one page or another, under keys that begin alike, written at once.

/** What stands in for storage where a browser refuses it; it holds for one page. */
export class PageMemory {
  #held = new Map();
  get length() { return this.#held.size; }
  key(at) { return [...this.#held.keys()][at] ?? null; }
  getItem(key) { return this.#held.get(key) ?? null; }
  setItem(key, text) { this.#held.set(key, text); }
  removeItem(key) { this.#held.delete(key); }
}

/** The browser's storage; null where it is refused. */
export function storage() {
  try {
    localStorage.getItem("");
    return localStorage;
  } catch { return null; }
}

/** An object from its JSON; null where the text is none. */
export function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : null;
  } catch { return null; }
}

/**
 * The texts whose keys begin with `start`. What could not be written stays in `unkept`, is part of what
 * `text` returns, and is tried again at the next change.
 */
export class Kept {
  constructor(start) {
    const entries = storage();
    this.start = start;
    this.isRefused = !entries;
    this.entries = entries ?? new PageMemory();
    this.unkept = new Map(); // text by key; null where it is to be removed
    this.followers = new Set();
    addEventListener("storage", ({ key }) => { if (key === null || key.startsWith(start)) this.changed(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.changed(); });
    addEventListener("pagehide", () => this.keepAll());
    addEventListener("beforeunload", (event) => {
      this.keepAll();
      if (this.unkept.size || this.isAtRisk) event.preventDefault();
    });
  }

  /** Calls `follower` whenever something was changed, here or in another tab. */
  onChange(follower) { this.followers.add(follower); }

  changed() { for (const follower of this.followers) follower(); }

  /** Whether anything is there. */
  get isOpen() { return this.text(this.start) !== null; }

  /** Whether words are here that go when the page is left. */
  get isAtRisk() { return this.isRefused && this.isOpen; }

  /** Whether it is of a newer version than this page knows; then nothing is written. */
  get isNewer() { return (parsed(this.text(this.start))?.version ?? 1) > 1; }

  text(key) {
    if (this.unkept.has(key)) return this.unkept.get(key);
    return this.entries.getItem(key);
  }

  /** Writes an entry, or removes it if `text` is null; returns whether the browser kept it. */
  put(key, text) {
    if (this.isNewer) return false;
    this.unkept.set(key, text);
    return this.keepAll();
  }

  keepAll() {
    for (const [key, text] of this.unkept) {
      try {
        if (text === null) this.entries.removeItem(key);
        else this.entries.setItem(key, text);
        this.unkept.delete(key);
      } catch { /* full, or refused since: it stays here, and the page tells */ }
    }
    return this.unkept.size === 0;
  }
}
