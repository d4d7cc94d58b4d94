"""Makes elements of WordprocessingML: runs, paragraphs, tables, and content controls to fill in.

In: texts and measures. Out: lxml elements. Knows nothing of sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Length

from generator.sheets.plain import Language

Voice = Language | None
"""The language of words that are in another than the sheet's; None for all others."""

TEXT_WIDTH = 9355
"""How wide the text is on A4, in twips: what the columns of a table share."""

WRITE = "Space to write"
"""The name of what stands in a content control until somebody writes in it."""

BLANK = "\N{NO-BREAK SPACE}" * 8
"""That itself: wide enough to click on. LibreOffice would print words that stood there."""

_MOST = 64
"""How long Word lets the title and the tag of a content control be, in UTF-16 units."""

STORE = "{8E1C2B60-6B0E-4E53-9A53-6A4C1F6D2A11}"
STORE_NAMESPACE = "urn:partnering-toolkit:blanks"
"""The part of the document that holds the blanks which are filled in once for every page."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_BOX = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, *inside: Element | str, **values: str | int) -> Element:
    """An element of WordprocessingML with what is in it."""
    attributes = {qn(f"w:{name}"): legal(str(value)) for name, value in values.items()}
    element = cast(Element, OxmlElement(f"w:{tag}", attributes))
    for item in inside:
        if isinstance(item, str):
            element.text = legal(item)
            element.set(qn("xml:space"), "preserve")
        else:
            element.append(item)
    return element


def legal(text: str) -> str:
    """A text in which a replacement character stands for each that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def paragraph(style: str, *inside: Element | str, voice: Voice = None, keep: bool = False) -> CT_P:
    """A paragraph; with `keep` it stays on the page of the next."""
    layout = element("pPr", element("pStyle", val=style), *([element("keepNext")] if keep else []))
    if voice and voice.direction == "rtl":
        layout.append(element("bidi"))
    runs = (run_of(it, voice) if isinstance(it, str) else it for it in inside)
    return cast(CT_P, element("p", layout, *runs))


def run_of(text: str, voice: Voice = None, *, bold: bool = False) -> Element:
    """A run of text; its line breaks are kept."""
    look = element("rPr", *([element("b"), element("bCs")] if bold else []))
    if voice:
        look.extend([element("rtl")] if voice.direction == "rtl" else [])
        look.append(element("lang", val=voice.tag, bidi=voice.tag))
    run = element("r", *([look] if len(look) else []))
    for i, line in enumerate(text.split("\n")):
        run.extend((*([element("br")] if i else []), element("t", line)))
    return run


def counted(instruction: str, result: str = "1") -> list[Element]:
    """A field that Word works out; `result` until it does."""
    begin, middle, end = (
        element("r", element("fldChar", fldCharType=it)) for it in ("begin", "separate", "end")
    )
    told = element("r", element("instrText", instruction))
    return [begin, told, middle, *([run_of(result)] if result else []), end]


def control_of(tag: str, title: str, *, shared: str = "") -> Element:
    """A content control for plain text; `number_controls` gives it its id."""
    about = element(
        "sdtPr",
        element("alias", val=_short(title)),
        element("tag", val=tag),
        element("id", val=0),
    )
    about.extend((element("placeholder", element("docPart", val=WRITE)), element("showingPlcHdr")))
    if shared:
        names, path = f"xmlns:b='{STORE_NAMESPACE}'", f"/b:blanks[1]/b:{shared}[1]"
        about.append(element("dataBinding", prefixMappings=names, xpath=path, storeItemID=STORE))
    about.append(element("text", multiLine=0 if shared else 1))
    return element("sdt", about, element("sdtContent", placeholder()))


def placeholder() -> Element:
    return element(
        "r", element("rPr", element("rStyle", val="PlaceholderText")), element("t", BLANK)
    )


def number_controls(document: Word) -> None:
    """Give each control its id, and those with too long a tag one that is short enough."""
    roots = [section.header.part.element for section in document.sections]
    controls = [found for root in (*roots, document.element) for found in root.iter(qn("w:sdtPr"))]
    for number, about in enumerate(controls, start=1):
        about.find(qn("w:id")).set(qn("w:val"), str(number))
        tag = about.find(qn("w:tag"))
        if len(text := tag.get(qn("w:val"))) > _MOST:
            tag.set(qn("w:val"), f"{text[: _MOST - 6]}-{number}")


def row_of(
    cells: Sequence[Sequence[Element]], height: Length | None = None, *, header: bool = False
) -> Element:
    """A row that is not split between pages; as a header it comes again on each."""
    about = element("trPr", element("cantSplit"))
    if height:
        about.append(element("trHeight", val=round(height.pt * 20), hRule="atLeast"))
    if header:
        about.append(element("tblHeader"))
    return element("tr", about, *(element("tc", *paragraphs) for paragraphs in cells))


def table_of(
    rows: Sequence[Element],
    shares: Sequence[float],
    title: str = "",
    told: str = "",
    *,
    lines: Sequence[str] = _BOX,
) -> Element:
    """A table as wide as the text; the last cell of a short row takes what width is left."""
    for row in rows:
        cells = row.findall(qn("w:tc"))
        for i, cell in enumerate(cells):
            over = shares[i:] if cell is cells[-1] else shares[i : i + 1]
            width = element("tcW", w=round(5000 * sum(over) / sum(shares)), type="pct")
            cell.insert(0, element("tcPr", width, element("gridSpan", val=len(over))))
    margin = 90 if lines == _BOX else 0
    borders = (element(side, val="single", sz=6, space=0, color="auto") for side in lines)
    margins = (element(side, w=margin, type="dxa") for side in ("top", "left", "bottom", "right"))
    about = element("tblPr", element("tblW", w=5000, type="pct"), element("tblBorders", *borders))
    about.append(element("tblCellMar", *margins))
    if title:
        about.extend((element("tblCaption", val=title), element("tblDescription", val=told)))
    columns = (element("gridCol", w=int(TEXT_WIDTH * share / sum(shares))) for share in shares)
    return element("tbl", about, element("tblGrid", *columns), *rows)


def in_list(number: int) -> Element:
    return element("numPr", element("ilvl", val=0), element("numId", val=number))


def _short(title: str) -> str:
    """A title as Word allows it, cut between words where it can be."""
    title = legal(title)
    units = title.encode("utf-16-le")
    if len(units) <= 2 * _MOST:
        return title
    cut = units[: 2 * (_MOST - 2)].decode("utf-16-le", errors="ignore")
    return cut.rsplit(" ", 1)[0] + " …"
