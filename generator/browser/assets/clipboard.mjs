// The clipboard: plain text, and rich text beside it where the browser can.

/** Copies a text, and `rich` as HTML too; fails where the browser refuses. */
export async function copy(text, rich) {
  const { clipboard } = navigator;
  if (rich) {
    const blob = (type, content) => ({ [type]: new Blob([content], { type }) });
    try {
      return await clipboard.write([new ClipboardItem({ ...blob("text/html", rich), ...blob("text/plain", text) })]);
    } catch { /* plain text may still be allowed */ }
  }
  return clipboard.writeText(text);
}
