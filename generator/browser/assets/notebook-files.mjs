// Files that people save and open; nothing leaves the device.

/** Saves a file on the device; `content` is text or a Blob. */
export function saveFile(name, content, type = "") {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Reads files as notebooks or answers: [{name, kind, value, problems, newer}], in the order given. */
export async function openFiles(files) {
  const { LIMITS, read } = await import("./notebook-format.mjs");
  return Promise.all(files.map(async (file) => {
    try {
      const isTooLarge = file.size > LIMITS.bytes;
      return { name: file.name, ...read(isTooLarge ? await file.slice(0, LIMITS.bytes + 1).arrayBuffer() : await file.arrayBuffer()) };
    } catch {
      return { name: file.name, kind: null, value: null, problems: ["This file could not be read from the device."], newer: false };
    }
  }));
}

/** The files that somebody picks, once they have; none where they pick nothing. */
export function chosenFiles() {
  const field = Object.assign(document.createElement("input"), { type: "file", accept: ".json,.txt,application/json,text/plain", multiple: true });
  return new Promise((resolve) => {
    field.addEventListener("change", () => resolve([...field.files]));
    field.addEventListener("cancel", () => resolve([]));
    field.click();
  });
}
