// A run sheet as a page takes the start in its address (#start=14:00). The script within it loads this.

import { timeOf } from "./clock.mjs";
import { moveTimes } from "./move-times.mjs";

const shown = () => [...document.querySelectorAll(".agenda tbody th")].map((head) => head.firstChild.data.trim());
let from = timeOf(shown()[0] ?? "");

export function follow() {
  const to = timeOf(new URLSearchParams(location.hash.slice(1)).get("start") ?? "");
  if (from === null || to === null || !document.querySelector(".agenda i")) return;
  moveTimes(document.querySelector("main"), shown(), from, to);
  from = to;
}
