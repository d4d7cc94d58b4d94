var button = document.querySelector(".screen button");
var memory = document.querySelector(".screen input");
var own = document.currentScript.dataset;
var site = new URL("../", new URL(own.notebook, location.href)).pathname;
button.hidden = false;
button.addEventListener("click", function () { print(); });
function follow() { if (/[#&]start=/.test(location.hash)) import(own.times).then(function (it) { it.follow(); }); }
function recall() { import(own.notebook).then(function (it) { it[memory.checked ? "remember" : "forget"](document.querySelector("main")); }); }
try { memory.closest("p").hidden = !localStorage.getItem("partnering.notebook:" + site); } catch (refused) { /* there is none */ }
memory.addEventListener("change", recall);
addEventListener("pageshow", function (event) { if (memory.checked && !event.persisted) recall(); }); // the browser kept the tick
addEventListener("hashchange", follow);
follow();
