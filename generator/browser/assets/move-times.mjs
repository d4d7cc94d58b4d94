// The clock times of a run sheet, for another start.

import { clock, timeOf } from "./clock.mjs";

/**
 * Moves the clock times in the text of an element, as a plan has them, to another start. `times` are
 * those of the plan; both starts are in minutes since midnight.
 */
export function moveTimes(element, times, from, to) {
  const known = new Set(times);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data.replace(/\b\d\d:\d\d\b/g, (time) => (known.has(time) ? clock(timeOf(time) - from + to) : time));
  }
}
