/* Loads a page of the preview anew as soon as there is another state of the site. The number of the
   state that the page shows stands after the "?" of this script's address. */
const shown = new URL(import.meta.url).search;
let changes;

/** Listens while the page can be seen: a browser keeps few connections to one server. */
function listen() {
  changes?.close();
  if (document.visibilityState === "visible") {
    changes = new EventSource(`/-/changes${shown}`);
    changes.onmessage = () => location.reload();
  }
}

if (window === window.parent) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
