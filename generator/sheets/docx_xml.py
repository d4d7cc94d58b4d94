"""Makes WordprocessingML as text: runs, paragraphs, tables, and content controls to fill in.

In: texts and measures. Out: `Xml`, or a `Paragraph` or `Row` that becomes it. Knows nothing of
sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_LEGAL = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_NOT_IN_XML = re.compile(f"[^{_LEGAL}]")
_SPECIAL = re.compile(f'[&<>"\t\n\r]|[^{_LEGAL}]')
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NAMES |= {sign: f"&#{ord(sign)};" for sign in "\t\n\r"}  # within an attribute they would be lost

_CONTROL = re.compile('<w:tag w:val="([^"]*)"/><w:id w:val="0"/>')

_BOX = ("top", "left", "bottom", "right", "insideH", "insideV")


class Xml(str):
    """Text that is WordprocessingML already; in any other, signs are still to be escaped."""

    __slots__ = ()


class Paragraph(NamedTuple):
    """A paragraph: its style, what is in it, and `layout`, which is said of it besides.

    With `keep` it stays on the page of the next, with `fresh` it begins a page.
    """

    style: str
    content: Xml
    layout: str = ""
    keep: bool = False
    fresh: bool = False

    def __str__(self) -> str:
        """The paragraph as text."""
        about = f'<w:pStyle w:val="{self.style}"/>'
        about += "<w:keepNext/>" * self.keep + "<w:pageBreakBefore/>" * self.fresh + self.layout
        return f"<w:p><w:pPr>{about}</w:pPr>{self.content}</w:p>"


Piece = Paragraph | Xml
"""A paragraph or a table."""


class Row(NamedTuple):
    """A row of a table: its cells, each with its pieces, and the least height of it.

    It is not split between pages; as a header it comes again on each.
    """

    cells: Sequence[Sequence[Piece]]
    height: Length | None = None
    header: bool = False


def element(tag: str, *inside: Xml, **values: str | int) -> Xml:
    """An element of WordprocessingML with what is in it."""
    said = "".join([f' w:{name}="{escaped(str(value))}"' for name, value in values.items()])
    content = "".join(inside)
    return Xml(f"<w:{tag}{said}>{content}</w:{tag}>" if content else f"<w:{tag}{said}/>")


def words(text: str, tag: str = "t") -> Xml:
    """An element that holds a text, with all its spaces."""
    return Xml(f'<w:{tag} xml:space="preserve">{escaped(text)}</w:{tag}>')


def escaped(text: str) -> str:
    """A text as it stands in XML, in an element or an attribute; what is not `legal`, replaced."""
    return _SPECIAL.sub(lambda found: _NAMES.get(found[0], _REPLACED), text)


def legal(text: str) -> str:
    """A text in which a replacement character stands for each that XML cannot hold."""
    return _NOT_IN_XML.sub(_REPLACED, text)


def paragraph(
    style: str, *inside: str, voice: Voice = None, keep: bool = False, layout: str = ""
) -> Paragraph:
    """A paragraph of runs, which are XML, and texts, which become runs."""
    runs = [it if isinstance(it, Xml) else run_of(it, voice) for it in inside]
    if voice and voice.direction == "rtl":
        layout += element("bidi")
    return Paragraph(style, Xml("".join(runs)), layout, keep)


def run_of(text: str, voice: Voice = None, *, bold: bool = False) -> Xml:
    """A run of text; its line breaks are kept."""
    look = "<w:b/><w:bCs/>" if bold else ""
    if voice:
        look += "<w:rtl/>" if voice.direction == "rtl" else ""
        look += element("lang", val=voice.tag, bidi=voice.tag)
    lines = "<w:br/>".join(map(words, text.split("\n")))
    return Xml(f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>" if look else f"<w:r>{lines}</w:r>")


def counted(instruction: str, result: str = "1") -> list[Xml]:
    """A field that Word works out; `result` until it does."""
    begin, middle, end = (
        element("r", element("fldChar", fldCharType=it)) for it in ("begin", "separate", "end")
    )
    told = element("r", words(instruction, "instrText"))
    return [begin, told, middle, *([run_of(result)] if result else []), end]


def control_of(tag: str, title: str, *, shared: str = "") -> Xml:
    """A content control for plain text; `numbered` gives it its id."""
    binding = Xml()
    if shared:
        names, path = f"xmlns:b='{STORE_NAMESPACE}'", f"/b:blanks[1]/b:{shared}[1]"
        binding = element("dataBinding", prefixMappings=names, xpath=path, storeItemID=STORE)
    about = element(
        "sdtPr",
        element("alias", val=_short(title)),
        element("tag", val=tag),
        element("id", val=0),
        element("placeholder", element("docPart", val=WRITE)),
        element("showingPlcHdr"),
        binding,
        element("text", multiLine=0 if shared else 1),
    )
    return element("sdt", about, element("sdtContent", placeholder()))


def placeholder() -> Xml:
    return element("r", element("rPr", element("rStyle", val="PlaceholderText")), words(BLANK))


def numbered(stories: Iterable[str]) -> Iterator[str]:
    """The parts of a document with an id for each control, and for too long a tag a short one."""
    number = 0

    def name(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        tag = found[1] if len(found[1]) <= _MOST else f"{found[1][: _MOST - 6]}-{number}"
        return f'<w:tag w:val="{tag}"/><w:id w:val="{number}"/>'

    yield from (_CONTROL.sub(name, story) for story in stories)


def table_of(
    rows: Sequence[Row],
    shares: Sequence[float],
    title: str = "",
    told: str = "",
    *,
    lines: Sequence[str] = _BOX,
) -> Xml:
    """A table as wide as the text; the last cell of a short row takes what width is left."""
    margin = 90 if lines == _BOX else 0
    borders = (element(side, val="single", sz=6, space=0, color="auto") for side in lines)
    margins = (element(side, w=margin, type="dxa") for side in ("top", "left", "bottom", "right"))
    about = [element("tblW", w=5000, type="pct"), element("tblBorders", *borders)]
    about.append(element("tblCellMar", *margins))
    if title:
        about += [element("tblCaption", val=title), element("tblDescription", val=told)]
    columns = (element("gridCol", w=int(TEXT_WIDTH * share / sum(shares))) for share in shares)
    drawn = (_row(row, shares) for row in rows)
    return element("tbl", element("tblPr", *about), element("tblGrid", *columns), *drawn)


def _row(row: Row, shares: Sequence[float]) -> Xml:
    about = [element("cantSplit")]
    if row.height:
        about.append(element("trHeight", val=round(row.height.pt * 20), hRule="atLeast"))
    if row.header:
        about.append(element("tblHeader"))
    cells = []
    for i, pieces in enumerate(row.cells, start=1):
        over = shares[i - 1 :] if i == len(row.cells) else shares[i - 1 : i]
        width = element("tcW", w=round(5000 * sum(over) / sum(shares)), type="pct")
        look = element("tcPr", width, element("gridSpan", val=len(over)))
        cells.append(element("tc", look, *(Xml(piece) for piece in pieces)))
    return element("tr", element("trPr", *about), *cells)


def in_list(number: int) -> Xml:
    return element("numPr", element("ilvl", val=0), element("numId", val=number))


def _short(title: str) -> str:
    """A title as Word allows it, cut between words where it can be."""
    title = legal(title)
    units = title.encode("utf-16-le")
    if len(units) <= 2 * _MOST:
        return title
    cut = units[: 2 * (_MOST - 2)].decode("utf-16-le", errors="ignore")
    return cut.rsplit(" ", 1)[0] + " …"
