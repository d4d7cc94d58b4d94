// Runs before the page is painted: takes the choice of colours from the device, and gives the
// theme's script the functions that it expects to find.
(function () {
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    var colours = localStorage.getItem("partnering.colours");
    if (colours === "dark" || colours === "light") root.dataset.colours = colours;
  } catch (refused) { /* Storage is switched off: the device's own choice stands. */ }
  var scope = new URL(document.currentScript.dataset.base, location);
  window.__md_scope = scope;
  window.__md_get = function (key, store) {
    try { return JSON.parse((store || localStorage).getItem(scope.pathname + "." + key)); }
    catch (refused) { return null; }
  };
  window.__md_set = function () { /* This site keeps nothing but the choice of colours. */ };
  window.__md_hash = function (text) { return text.length; };
})();
