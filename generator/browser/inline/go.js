(function () {
  document.documentElement.classList.add("told");
  var page = document.documentElement.dataset, now = document.getElementById("now");
  var printed = new URLSearchParams(location.search).get("v"), always = document.getElementById("stay");
  var key = "partnering.stay", kept = null;
  try { kept = localStorage.getItem(key); } catch (refused) { /* Then nothing is remembered. */ }
  var stood = location.hash && document.getElementById(location.hash.slice(1));
  if (stood && stood.matches("li")) { location.replace(stood.querySelector("a").href); return; }
  if (now && page.leads && !printed && !kept && location.hash !== "#stay") { location.replace(now.href); return; }
  always.checked = !!kept;
  addEventListener("pageshow", function (shown) { // again, as it was left
    try { if (shown.persisted) always.checked = !!localStorage.getItem(key); } catch (refused) { /* Nothing is remembered. */ }
  });
  always.closest("p").hidden = !page.leads;
  always.addEventListener("change", function () {
    try { if (always.checked) localStorage.setItem(key, "yes"); else localStorage.removeItem(key); } catch (refused) { always.checked = false; }
  });
  if (!printed) return;
  var paper = printOut(page.releases, printed), count = 0;
  document.querySelectorAll("[data-release]").forEach(function (change) {
    var newer = paper.isOlderThan(change.dataset.release);
    change.hidden = !newer;
    count += newer;
  });
  var changes = document.getElementById("changes");
  if (changes) changes.hidden = !count;
  document.getElementById("current").textContent = paper.said(count);
})();
