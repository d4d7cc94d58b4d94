// A notebook as a Word document, from its blocks (notebook-texts.mjs). Pure.

import { wordFile } from "./word-file.mjs";

const DRAW = {
  heading: ({ level, text }) => ({ kind: "heading", level: Math.min(3, level), text }),
  paragraph: ({ text }) => ({ kind: "paragraph", text }),
  note: ({ text }) => ({ kind: "small", text }),
  words: ({ text, by }) => ({ kind: "box", text: by ? [{ text: `${by}: `, bold: true }, { text }] : text }),
  item: ({ text }) => ({ kind: "list", items: [{ text }] }),
};

/** The description of a Word document: the journal or booklet of a notebook, `framework` as in its file. */
export function journalOf(blocks, { title, edition }, paper = "a4") {
  const drawn = [];
  for (const block of blocks) {
    const made = DRAW[block.kind](block);
    const last = drawn.at(-1);
    if (made.kind === "list" && last?.kind === "list") last.items.push(...made.items);
    else drawn.push(made);
  }
  return { title: blocks[0].text, author: "", language: "en-GB", direction: "ltr", paper, foot: [`Based on: ${title} (${edition})`], blocks: drawn };
}

/** The Word file of blocks, as a promise of a Blob. */
export const journalFile = (...of) => wordFile(journalOf(...of));
