"""Fills an empty Word document with the words of a sheet, and packs the file.

In: the parts of the empty document, pieces of WordprocessingML, pictures. Out: the bytes of a .docx
file, the same each time. Knows nothing of what a sheet says, nor of python-docx.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.shared import Length

from generator.sheets.docx_xml import Paragraph, Piece, Xml, element, escaped, legal, numbered

DATE = (1980, 1, 1, 0, 0, 0)
"""The date within each document: fixed, for the same bytes every time."""

_DOCUMENT, _NUMBERING, _TYPES = "word/document.xml", "word/numbering.xml", "[Content_Types].xml"
FIRST_FOOTER = "word/footer1.xml"
"""The part that holds the foot of the first page."""

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_SCHEMAS = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_SCHEMAS}/package/2006/relationships"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_DRAWING = f"{_SCHEMAS}/drawingml/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_END = "</w:numbering>"

_INLINE = (
    "<w:r><w:drawing>"
    f'<wp:inline xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr="{told}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name="image.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
    "</pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
"""A run that shows a picture."""

_SECTION = re.compile("(<w:sectPr[^>]*>)(.*</w:sectPr>)")
"""What an empty document says of its pages."""


class Section(NamedTuple):
    """What runs from page to page below the same header, which is named by its relation."""

    header: str
    pieces: list[Piece]


class FirstPage(NamedTuple):
    """The header and the footer of the first page, by their relations, and the footer of others."""

    header: str
    footer: str
    others: str


class Properties(NamedTuple):
    """What a list of files says of a document."""

    title: str
    subject: str
    author: str
    language: str


class Draft:
    """A document that is being written: the parts of an empty one, and what comes to them."""

    def __init__(self, empty: Mapping[str, bytes], page_height: Length) -> None:
        self.page_height = page_height
        self._parts = dict(empty)
        self._stories: dict[str, str] = {}
        self._lists: list[Xml] = []
        self._relations = {_DOCUMENT: _elements("Relationship", empty[_relations_of(_DOCUMENT)])}
        self._pictures: dict[bytes, str] = {}
        self._types = _elements("(?:Default|Override)", empty[_TYPES])

    def add_list(self) -> int:
        """Add a numbered list that begins at 1. Return its number."""
        number = len(self._lists) + 3  # after the lists of the two list styles
        begins = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        self._lists.append(element("num", element("abstractNumId", val=2), begins, numId=number))
        return number

    def add_story(self, kind: Literal["header", "footer"], pieces: Iterable[Piece]) -> str:
        """Add what stands at the head or the foot of pages. Return its relation."""
        number = 1 + sum(name.startswith(f"word/{kind}") for name in self._stories)
        name, tag = f"{kind}{number}.xml", {"header": "hdr", "footer": "ftr"}[kind]
        spaces = f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'
        spaces += f' xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        content = "".join(map(str, pieces))
        self._stories[f"word/{name}"] = f"{_HEAD}<w:{tag} {spaces}>{content}</w:{tag}>"
        self._types.append(f'<Override PartName="/word/{name}" ContentType="{_KIND}.{kind}+xml"/>')
        return self._relate(_DOCUMENT, kind, name)

    def add_picture(
        self, png: bytes, width: Length, name: str, told: str, part: str = _DOCUMENT
    ) -> Xml:
        """Add a PNG file. Return a run that shows it in a part of the document.

        `name` and `told` are for those who do not see it.
        """
        if png not in self._pictures:
            self._pictures[png] = f"media/image{len(self._pictures) + 1}.png"
            self._parts[f"word/{self._pictures[png]}"] = png
        relation = self._relate(part, "image", self._pictures[png])
        number = sum("/image" in it for it in self._relations[part])
        across, down = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        return Xml(
            _INLINE.format(
                width=width,
                height=round(width * down / across),
                number=number,
                name=escaped(name),
                told=escaped(told),
                relation=relation,
            )
        )

    def finished(
        self, sections: Sequence[Section], first: FirstPage, properties: Properties
    ) -> bytes:
        """Return the bytes of the document."""
        *headers, of_first_page = (name for name in self._stories if "/header" in name)
        self._stories[_DOCUMENT] = self._document(sections, first)
        named = (of_first_page, *headers, _DOCUMENT)
        stories = self._stories | dict(
            zip(named, numbered(self._stories[name] for name in named), strict=True)
        )
        relations = {_relations_of(part): _listed("Relationships", _RELATIONS, held)
                     for part, held in self._relations.items()}  # fmt: skip
        types = sorted({*self._types, '<Default Extension="png" ContentType="image/png"/>'})
        written = {
            **stories,
            **relations,
            _NUMBERING: self._text(_NUMBERING).replace(_END, "".join(self._lists) + _END),
            _TYPES: _listed("Types", f"{_SCHEMAS}/package/2006/content-types", types),
            "docProps/core.xml": _properties(properties),
        }
        return _packed(self._parts | {name: text.encode() for name, text in written.items()})

    def _document(self, sections: Sequence[Section], first: FirstPage) -> str:
        """The text of all pages; each section but the last ends in a paragraph of its own.

        Within a table of contents LibreOffice would lose the fields.
        """
        empty = self._text(_DOCUMENT)
        found = _SECTION.search(empty)
        assert found, empty
        body = [empty[: found.start()]]
        for section in sections:
            shown, page = _shown("header", section.header), found[2]
            if section is sections[0]:
                others = _shown("footer", first.others)
                shown = f"{_shown('footer', first.footer, 'first')}{others}{shown}"
                shown += _shown("header", first.header, "first")
            else:
                page = page.replace("<w:titlePg/>", "")
            body += map(str, section.pieces)
            if section is sections[-1]:
                body += [found[1], shown, page]
            else:
                body.append(str(Paragraph("Gap", Xml(), f"<w:sectPr>{shown}{page}")))
        return "".join((*body, empty[found.end() :]))

    def _relate(self, part: str, kind: str, target: str) -> str:
        held = self._relations.setdefault(part, [])
        name = f"rId{len(held) + 1}"
        held.append(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>')
        return name

    def _text(self, part: str) -> str:
        return self._parts[part].decode()


def _relations_of(part: str) -> str:
    """The part with the relations of another."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _elements(tag: str, part: bytes) -> list[str]:
    """The empty elements of a kind in a part, as text."""
    return re.findall(f"<{tag} [^>]*/>", part.decode())


def _listed(tag: str, namespace: str, elements: Iterable[str]) -> str:
    """A part that is a list of elements."""
    return f'{_HEAD}<{tag} xmlns="{namespace}">{"".join(elements)}</{tag}>'


def _shown(kind: str, relation: str, on: str = "default") -> str:
    """What a section says of its header or footer, on its first page or by default."""
    return f'<w:{kind}Reference w:type="{on}" r:id="{relation}"/>'


def _properties(it: Properties) -> str:
    """The properties of a document, as long as they may be."""
    title, subject, author = (escaped(legal(text)[:255]) for text in it[:3])
    metadata, dates = f"{_SCHEMAS}/package/2006/metadata/core-properties", "dcterms:W3CDTF"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{metadata}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="{dates}">1980-01-01T00:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="{dates}">1980-01-01T00:00:00Z</dcterms:modified>'
        f"<dc:language>{escaped(it.language)}</dc:language></cp:coreProperties>"
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a package: its parts in order, at a fixed date."""
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        for name in sorted(parts):
            entry = ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, parts[name], ZIP_DEFLATED)
    return file.getvalue()
