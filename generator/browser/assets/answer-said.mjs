// What a page tells beside the buttons that were pressed.

/** Puts text and elements into the `place` of what is told, and brings it into view where it is not. */
export function show(place, ...inside) {
  place.replaceChildren(...inside);
  place.scrollIntoView({ block: "nearest" });
}
