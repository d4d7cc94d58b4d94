"""Makes the empty Word document that each sheet begins as, with its styles.

Knows nothing of what a sheet says. Lengths are `docx.shared.Length` unless a name says otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, cast
from zipfile import ZipFile

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Length, Mm

from generator.sheets.docx_xml import (
    STORE,
    STORE_NAMESPACE,
    TEXT_WIDTH,
    WRITE,
    Xml,
    element,
    in_list,
    placeholder,
)

Paper = Literal["a4", "letter"]

PAPERS: dict[Paper, tuple[Length, Length]] = {
    "a4": (Mm(210), Mm(297)),
    "letter": (Mm(215.9), Mm(279.4)),
}
"""The width and height of each paper."""

_PUNCHED, _MARGIN, _EDGE = Mm(25), Mm(20), Mm(10)
"""The margin on the left, the others, and how far the header and footer are from the edge."""

_KEPT = ("/officeDocument", "/core-properties", "/styles", "/numbering", "/settings")
"""What we take over from the empty document of python-docx."""

SHARED = ("partnership", "date")
"""The blanks that are filled in once and then show on every page, as named in the store."""

_STORE_SCHEMA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@cache
def empty_document(
    paper: Paper, families: tuple[str, str, str], language: str, *, asks: bool
) -> Mapping[str, bytes]:
    """The parts of an empty document, with our page, styles and lists, by their names.

    `families` are the typefaces for Latin letters, East Asian ones and those of other scripts.
    Where a sheet `asks`, its questions are large, with air above them.
    """
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_KEPT)]:
            del rels[key]
    section = document.sections[0]
    section.page_width, section.page_height = PAPERS[paper]
    section.left_margin, section.right_margin = _PUNCHED, _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = _EDGE
    section.different_first_page_header_footer = True
    document.styles.element[:] = _parsed(*_styles(families, language, asks=asks))
    document.part.numbering_part.element[:] = _parsed(*_lists())
    word = "http://schemas.microsoft.com/office/word"
    today = element("compatSetting", name="compatibilityMode", uri=word, val=15)
    document.settings.element[:] = _parsed(
        element("autoHyphenation", val=0), element("compat", today)
    )
    _add_parts(document.part, families)
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


def _parsed(*elements: Xml) -> list[Element]:
    """Elements as python-docx takes them."""
    holder = parse_xml(f"<w:_ {nsdecls('w')}>{''.join(elements)}</w:_>")
    return cast(list[Element], [*holder.iterchildren()])


def _styles(families: tuple[str, str, str], language: str, *, asks: bool) -> Iterator[Xml]:
    """Every style: the same typefaces, never below 12 points, no italics, no colours."""
    latin, asian, complex_ = families
    fonts = element("rFonts", ascii=latin, hAnsi=latin, eastAsia=asian, cs=complex_)
    look = element(
        "rPr", fonts, element("sz", val=28), element("szCs", val=28), element("lang", val=language)
    )
    layout = element("pPr", element("widowControl"), element("suppressAutoHyphens"))
    yield element("docDefaults", element("rPrDefault", look), element("pPrDefault", layout))
    yield _style("Normal", "Normal", 14, 0, 8)
    yield _style("Title", "Title", 24, 0, 12, bold=True)
    yield _style("Heading1", "heading 1", 22, 0, 8, bold=True, level=0)
    size, above = (18, 23) if asks else (16, 14)
    yield _style("Heading2", "heading 2", size, above, 6, bold=True, level=1)
    yield _style("TOCHeading", "TOC Heading", 16, 14, 6, bold=True)
    dots = element("tab", val="right", leader="dot", pos=TEXT_WIDTH)
    yield _style("TOC1", "toc 1", 14, 4, 4, element("tabs", dots))
    yield _style("ListBullet", "List Bullet", 14, 0, 4, in_list(1))
    yield _style("ListNumber", "List Number", 14, 0, 6, in_list(2))
    yield _style("Say", "Say", 14, 2, 2)
    yield _style("Blank", "Blank", 14, 14, 8)
    yield _style("Cell", "Cell", 12, 0, 0)
    yield _style("Small", "Small", 12, 6, 4)
    yield _style("Header", "header", 12, 4, 2)
    yield _style("Footer", "footer", 12, 2, 0)
    yield _style("Gap", "Gap", 12, 0, 8, exactly=1)
    name = element("name", val="Placeholder Text")
    yield element("style", name, type="character", styleId="PlaceholderText")


def _style(
    id_: str,
    name: str,
    size: int,
    before: int,
    after: int,
    *more: Xml,
    bold: bool = False,
    level: int | None = None,
    exactly: int = 0,
) -> Xml:
    """A style for paragraphs, in points. What is bold stays with the next."""
    line = exactly * 20 or (240 if bold else 264)
    rule = "exact" if exactly else "auto"
    layout = element(
        "pPr",
        *([element("keepNext"), element("keepLines")] if bold else []),
        *more,
        element("spacing", before=before * 20, after=after * 20, line=line, lineRule=rule),
        *([element("outlineLvl", val=level)] if level is not None else []),
    )
    sizes = element("sz", val=size * 2), element("szCs", val=size * 2)
    look = element("rPr", *([element("b"), element("bCs")] if bold else []), *sizes)
    base = [element("basedOn", val="Normal")] if id_ != "Normal" else []
    about = (element("name", val=name), *base, element("qFormat"), layout, look)
    default: dict[str, str | int] = {} if base else {"default": 1}
    return element("style", *about, type="paragraph", styleId=id_, **default)


def _lists() -> Iterator[Xml]:
    """The lists of the two list styles: 1 has bullets, 2 has numbers."""
    forms = ((1, "bullet", "•"), (2, "decimal", "%1."))
    for number, form, text in forms:
        indent = element("pPr", element("ind", left=500, hanging=500))
        shown = (
            element("numFmt", val=form),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
        )
        level = element("lvl", element("start", val=1), *shown, indent, ilvl=0)
        kind = element("multiLevelType", val="singleLevel")
        yield element("abstractNum", kind, level, abstractNumId=number)
    for number, _, _ in forms:
        yield element("num", element("abstractNumId", val=number), numId=number)


def _add_parts(document: Part, families: tuple[str, str, str]) -> None:
    """Add a stand-in for the typeface, what an emptied control shows, and the shared blanks."""
    look = (element("panose1", val="020B0604020202020204"), element("family", val="swiss"))
    font = element("font", element("altName", val="Arial"), *look, name=families[0])
    category = element(
        "category", element("name", val="General"), element("gallery", val="placeholder")
    )
    kinds, acts = element("type", val="bbPlcHdr"), element("behavior", val="content")
    about = (
        element("name", val=WRITE),
        category,
        element("types", kinds),
        element("behaviors", acts),
    )
    entry = element(
        "docPart", element("docPartPr", *about), element("docPartBody", element("p", placeholder()))
    )
    words = element("glossaryDocument", element("docParts", entry))
    blanks = "".join(f"<{name}/>" for name in SHARED)
    store = parse_xml(f'<blanks xmlns="{STORE_NAMESPACE}">{blanks}</blanks>')
    known = parse_xml(f'<s:datastoreItem xmlns:s="{_STORE_SCHEMA}" s:itemID="{STORE}"/>')
    _add(
        document,
        "/word/fontTable.xml",
        CT.WML_FONT_TABLE,
        RT.FONT_TABLE,
        *_parsed(element("fonts", font)),
    )
    place = "/word/glossary/document.xml"
    _add(document, place, CT.WML_DOCUMENT_GLOSSARY, RT.GLOSSARY_DOCUMENT, *_parsed(words))
    item = _add(document, "/customXml/item1.xml", CT.XML, RT.CUSTOM_XML, store)
    place = "/customXml/itemProps1.xml"
    _add(item, place, CT.OFC_CUSTOM_XML_PROPERTIES, RT.CUSTOM_XML_PROPS, known)


def _add(owner: Part, place: str, kind: str, relation: str, content: Element) -> Part:
    part = XmlPart(PackURI(place), kind, content, owner.package)
    owner.relate_to(part, relation)
    return part
