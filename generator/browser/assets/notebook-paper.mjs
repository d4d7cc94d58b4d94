// What a notebook says, drawn from its blocks (notebook-texts.mjs) as parts of a page.

import { made } from "./notebook-fields.mjs";

const DRAW = {
  heading: ({ level, text }, top) => made(`h${Math.min(6, level + top - 1)}`, { dir: "auto" }, text),
  paragraph: ({ text }) => made("p", {}, text),
  note: ({ text }) => made("p", { className: "paper__note", dir: "auto" }, text),
  words: ({ text, by }) => made("blockquote", { className: "paper__words", dir: "auto" }, text, ...(by ? [made("footer", {}, by)] : [])),
  item: ({ text }) => made("li", { dir: "auto" }, text),
};

/** Elements for blocks; `top` is the level of the highest heading. Items that follow one another are a list. */
export function drawBlocks(blocks, top) {
  const drawn = [];
  for (const block of blocks) {
    const element = DRAW[block.kind](block, top);
    if (block.kind !== "item") drawn.push(element);
    else if (drawn.at(-1)?.tagName === "UL") drawn.at(-1).append(element);
    else drawn.push(made("ul", {}, element));
  }
  return drawn;
}
