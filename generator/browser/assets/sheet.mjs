// A sheet as a page: its button prints it, and a run sheet takes the start in its address (#start=14:00).

import { timeOf } from "./clock.mjs";
import { moveTimes } from "./move-times.mjs";

const button = document.querySelector(".screen button");
button.hidden = false;
button.addEventListener("click", () => print());

const heads = [...document.querySelectorAll(".agenda tbody th")].map((head) => head.firstChild.data.trim());
let from = timeOf(heads[0] ?? "");

function follow() {
  const to = timeOf(new URLSearchParams(location.hash.slice(1)).get("start") ?? "");
  if (from === null || to === null || !document.querySelector(".agenda i")) return;
  const times = [...document.querySelectorAll(".agenda tbody th")].map((head) => head.firstChild.data.trim());
  moveTimes(document.querySelector("main"), times, from, to);
  from = to;
}

addEventListener("hashchange", follow);
follow();
