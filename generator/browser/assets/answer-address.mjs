// The request in the address of a page: also after a link led to a place in the page, as the one that skips
// to the content does, which puts its own words after the #.

const isPlace = (hash) => hash.length > 1 && !hash.includes("=");
let last = "";

/** The part of the address after the # that holds a request; empty where there is none. */
export function requestHash() {
  const { hash } = location;
  last = isPlace(hash) ? history.state?.request ?? last : hash;
  return last;
}

/** Calls `change` whenever the address gets another request, and not when it leads to a place in the page. */
export function onRequest(change) {
  addEventListener("hashchange", ({ oldURL }) => {
    const { hash } = new URL(oldURL);
    if (!isPlace(location.hash)) change();
    else history.replaceState({ request: isPlace(hash) ? requestHash() : hash }, ""); // a reload finds it there
  });
}
