// A Word document from a plain description of it. The only module that knows the library that writes it.
// It is large, so this module is loaded only when somebody asks for such a file. Knows no page.
//
// A description is { title, author, language, direction, paper, foot, blocks }: the language is a tag
// such as en-GB, the direction ltr or rtl, the paper a4 or letter, and foot lines on every page.
//
// A text is a string, or a list of runs { text, bold, italic, lang, dir, link }. It runs from right to left
// where a run says so by its dir (rtl), or else where its first letter does. The blocks are:
//
// { kind: "heading", level: 1, text }, from 1 to 3
// { kind: "paragraph", text }, { kind: "box", text } for words to say
// { kind: "small", text, keep: true } for small print, which may stay on the page of what follows
// { kind: "list", items: [{ text, say }], numbered: true }, where say are words to say at that item
// { kind: "table", columns: [text], shares: [1, 3], rows: [[text]], tall: true }, tall to write in
// { kind: "room", lines: 4 }, { kind: "page" } for a new page

import {
  AlignmentType, BorderStyle, Document, ExternalHyperlink, Footer, HeadingLevel, HeightRule, LevelFormat,
  LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType,
} from "./vendor/docx.mjs";

const FACE = "Arial"; // what Word takes for our sheets too, where their own typeface is not installed
const MM = 1440 / 25.4; // twips
const PAPERS = { a4: [210, 297], letter: [215.9, 279.4] };
const [PUNCHED, MARGIN, EDGE] = [25, 20, 10]; // of a page, in millimetres
const LINE = 9 * MM; // the least height of a line to write on
const TALL = 14 * MM; // of a row to write in
const LONGEST = 2000; // characters of an address that Word follows
const NOT_IN_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const FIRST_LETTER = /\p{L}/u;
const LEFTWARD = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A text in which a replacement character stands for each that XML cannot hold. */
const legal = (text) => String(text).replace(NOT_IN_XML, "\uFFFD");

const runsOf = (text) => (typeof text === "string" ? [{ text }] : text);
const wordsOf = (text) => runsOf(text).map((run) => run.text).join("");

/** Whether a text runs from right to left, by its first letter; null where it has none. */
function isLeftward(text) {
  const letter = FIRST_LETTER.exec(text)?.[0];
  return letter ? LEFTWARD.test(letter) : null;
}

/** A style: points, and twips for an indent. What is bold stays with the next paragraph. */
function look(size, before, after, { bold = false, indent = 0 } = {}) {
  return {
    basedOn: "Normal",
    quickFormat: true,
    run: { size: 2 * size, bold, color: "auto" },
    paragraph: { keepNext: bold, keepLines: bold, spacing: { before: 20 * before, after: 20 * after, line: bold ? 240 : 264, lineRule: LineRuleType.AUTO }, indent: indent ? { start: indent } : undefined },
  };
}

const GAP = { id: "Gap", name: "Gap", basedOn: "Normal", paragraph: { spacing: { after: 160, line: 20, lineRule: LineRuleType.EXACT } } };

/** The same sizes as the sheets of the site that come for Word: never below 12 points, no italics, no colours. */
function stylesOf(language) {
  const named = (id, ...of) => ({ id, name: id, ...look(...of) });
  return {
    default: {
      document: { run: { font: FACE, size: 28, language: { value: language, bidirectional: language } }, paragraph: { spacing: { after: 160, line: 264, lineRule: LineRuleType.AUTO } } },
      heading1: look(22, 0, 8, { bold: true }),
      heading2: look(16, 14, 6, { bold: true }),
      heading3: look(14, 12, 4, { bold: true }),
      listParagraph: look(14, 0, 4),
      hyperlink: { run: { color: "auto", underline: {} } },
    },
    paragraphStyles: [named("Say", 14, 0, 8, { indent: 700 }), named("Cell", 12, 0, 0), named("Small", 12, 6, 4), named("Foot", 12, 2, 0), GAP],
  };
}

const level = (format, text) => [{ level: 0, format, text, alignment: AlignmentType.START, style: { paragraph: { indent: { start: 500, hanging: 500 } } } }];
const LISTS = { config: [{ reference: "bullets", levels: level(LevelFormat.BULLET, "•") }, { reference: "numbers", levels: level(LevelFormat.DECIMAL, "%1.") }] };

/** A text as what the library draws; its line breaks are kept. */
function drawn(text, rightToLeft, more = {}) {
  return runsOf(text).flatMap(({ text: words, bold, italic, lang, dir, link }) => {
    const leftward = dir ? dir === "rtl" : isLeftward(words) ?? rightToLeft;
    const style = { bold, italics: italic, rightToLeft: leftward || undefined, language: lang && { value: lang, bidirectional: lang }, ...more };
    if (link && link.length <= LONGEST) return [new ExternalHyperlink({ link, children: [new TextRun({ ...style, text: legal(words), style: "Hyperlink" })] })];
    return legal(words).split(/\r\n?|\n/).map((line, at) => new TextRun({ ...style, text: line, break: at ? 1 : undefined }));
  });
}

/** Draws one document; holds how many numbered lists there were, as each begins at 1. */
class Writer {
  constructor({ direction, paper }) {
    this.leftward = direction === "rtl";
    this.width = Math.round((PAPERS[paper][0] - PUNCHED - MARGIN) * MM);
    this.lists = 0;
  }

  paragraph(text, options = {}, run = {}) {
    const dir = runsOf(text).find((it) => it.dir)?.dir;
    const bidirectional = dir ? dir === "rtl" : isLeftward(wordsOf(text)) ?? this.leftward;
    return new Paragraph({ ...options, bidirectional: bidirectional || undefined, children: drawn(text, bidirectional, run) });
  }

  block(block) {
    switch (block.kind) {
      case "heading": return [this.paragraph(block.text, { heading: HeadingLevel[`HEADING_${block.level}`] })];
      case "paragraph": return [this.paragraph(block.text)];
      case "small": return [this.paragraph(block.text, { style: "Small", keepNext: block.keep })];
      case "box": return [this.paragraph(block.text, { style: "Say" })];
      case "list": return this.list(block);
      case "table": return [this.table(block), new Paragraph({ style: "Gap" })];
      case "room": return [this.room(block), new Paragraph({ style: "Gap" })];
      case "page": return [new Paragraph({ pageBreakBefore: true })];
      default: throw new Error(`a document has no block '${block.kind}'`);
    }
  }

  list({ items, numbered }) {
    const numbering = { reference: numbered ? "numbers" : "bullets", level: 0, instance: ++this.lists };
    return items.flatMap(({ text, say }) => {
      const item = this.paragraph(text, { style: "ListParagraph", numbering, keepNext: Boolean(say) || undefined });
      return say ? [item, this.paragraph(say, { style: "Say" })] : [item];
    });
  }

  /** A table as wide as the text; its first row comes again on each page, no row is split, nor one to write in. */
  table({ columns, shares, rows, tall }) {
    const sum = shares.reduce((total, share) => total + share, 0);
    const widths = shares.map((share) => Math.round((this.width * share) / sum));
    const cell = (text, at, { header = false, keep = header } = {}) => new TableCell({
      width: { size: widths[at], type: WidthType.DXA },
      children: [this.paragraph(text, { style: "Cell", keepNext: keep || undefined }, header ? { bold: true } : {})],
    });
    const height = tall ? { value: Math.round(TALL), rule: HeightRule.ATLEAST } : undefined;
    return this.grid(widths, [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((text, at) => cell(text, at, { header: true })) }),
      ...rows.map((texts, row) => new TableRow({ cantSplit: true, height, children: texts.map((text, at) => cell(text, at, { keep: tall && row < rows.length - 1 })) })),
    ]);
  }

  /** Empty lines to write on: one cell, so that what is typed there runs on. */
  room({ lines }) {
    const height = { value: Math.round(lines * LINE), rule: HeightRule.ATLEAST };
    const empty = new TableCell({ width: { size: this.width, type: WidthType.DXA }, children: [new Paragraph({ bidirectional: this.leftward || undefined })] });
    return this.grid([this.width], [new TableRow({ cantSplit: true, height, children: [empty] })]);
  }

  grid(columnWidths, rows) {
    const line = { style: BorderStyle.SINGLE, size: 6, color: "auto" };
    const borders = { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };
    const margins = { top: 90, bottom: 90, left: 90, right: 90 };
    const width = { size: this.width, type: WidthType.DXA };
    return new Table({ rows, columnWidths, width, borders, margins, layout: TableLayoutType.FIXED, visuallyRightToLeft: this.leftward || undefined });
  }

  footer(lines) {
    const numbered = new Paragraph({ style: "Foot", bidirectional: this.leftward || undefined, children: [new TextRun({ children: ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES] })] });
    return new Footer({ children: [numbered, ...lines.map((text) => this.paragraph(text, { style: "Foot" }))] });
  }
}

/** The document of a description as a file; the same description gives the same words. */
export function wordFile(told) {
  const { title, author, language, paper, foot = [], blocks } = told;
  const writer = new Writer(told);
  const [width, height] = PAPERS[paper].map((side) => Math.round(side * MM));
  const [punched, margin, edge] = [PUNCHED, MARGIN, EDGE].map((side) => Math.round(side * MM));
  const [name, owner] = [title, author].map((text) => legal(text).slice(0, 255));
  return Packer.toBlob(new Document({
    title: name,
    creator: owner,
    lastModifiedBy: owner,
    compatibility: { version: 15 },
    hyphenation: { autoHyphenation: false },
    styles: stylesOf(language),
    numbering: LISTS,
    sections: [{
      properties: { page: { size: { width, height }, margin: { top: margin, bottom: margin, left: punched, right: margin, header: edge, footer: edge } } },
      footers: { default: writer.footer(foot) },
      children: blocks.flatMap((block) => writer.block(block)),
    }],
  }));
}
