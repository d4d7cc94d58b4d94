// Runs before the page is painted: takes the choice of colours from the device.
(function () {
  var root = document.documentElement;
  root.classList.replace("no-js", "js");
  document.addEventListener("DOMContentLoaded", function () { // a module that is lost, or that breaks, shows nothing
    if (!root.dataset.scripted) root.classList.replace("js", "no-js");
  });
  try {
    var colours = localStorage.getItem("partnering.colours");
    if (colours === "dark" || colours === "light") root.dataset.colours = colours;
  } catch (refused) { /* Storage is switched off: the device's own choice stands. */ }
})();
