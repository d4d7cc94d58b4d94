"""Adds form fields to a PDF that was drawn to be filled in: real, labelled, tagged text fields.

In: a `Drawn` sheet; lengths are in points. Out: the bytes of a PDF, the same each time. `sheet.typ`
leaves a link at each place to write, in the reading order of the tag tree; here each becomes a form
field. The blanks of the running header have no place in that tree: their fields are put before what
first stands on each page, so before a table that comes from the page before.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from generator.drawing.fonts import FOLDER
from generator.sheets.pdf import Drawn, Spot

_SCHEME = "field:"
"""How the address of a link that stands for a field begins."""

_TYPE_SIZE = 14
"""The size of what people type, in points: that of clear print."""

# PDFium asks the font of a field only where its name says that it is a symbol font; otherwise typed
# letters such as ŵ are not drawn in Chrome and Edge. The font behind the name is Noto Sans.
_FONT_KEY = "Webdings"
_LOOK = String(f"/{_FONT_KEY} {_TYPE_SIZE} Tf 0 g")
_MULTILINE = 1 << 12


def fillable(drawn: Drawn) -> bytes:
    """The PDF of `drawn`, which was drawn to be fillable, with fields; the same bytes always."""
    with Pdf.open(io.BytesIO(drawn.pdf)) as pdf:
        form = _Form(pdf)
        spots = {(spot.page, spot.id): spot for spot in _whole(drawn.fields)}
        for number, page in enumerate(pdf.pages, start=1):
            marked = {_field_of(link): link for link in _links(page)}
            on_page = [spot for (at, _), spot in spots.items() if at == number]
            header = [form.in_header(spot, page) for spot in on_page if spot.id not in marked]
            form.before_page(number - 1, header)
            for spot in on_page:
                if spot.id in marked:
                    form.in_place(spot, page, marked[spot.id])
            page.obj.Tabs = Name.S
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


class _Form:
    """The form of one PDF while its fields are added."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.tree = pdf.Root.StructTreeRoot
        self.document = self.tree.K[0] if isinstance(self.tree.K, Array) else self.tree.K
        self.parents = NumberTree(self.tree.ParentTree)
        self.shared: dict[str, Object] = {}
        self.fields = Array()
        self.fonts = Dictionary({f"/{_FONT_KEY}": _font(pdf)})
        pdf.Root.AcroForm = Dictionary(Fields=self.fields, DR=Dictionary(Font=self.fonts), DA=_LOOK)
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        self.order = [(_last_page(item, pages), item) for item in self.document.K]

    def in_place(self, spot: Spot, page: pikepdf.Page, link: Object) -> None:
        """Turn the link at `spot`, and its tag, into a field."""
        for key in ("/A", "/Border", "/Contents"):
            del link[key]
        self._become_field(link, spot, page)
        tag = self.parents[int(link.StructParent)]
        tag.S, tag.Alt = Name.Form, String(spot.label)

    def in_header(self, spot: Spot, page: pikepdf.Page) -> Object:
        """Add a field at `spot`; returns its tag, which still needs a place in the tree."""
        key = int(self.tree.ParentTreeNextKey)
        self.tree.ParentTreeNextKey = key + 1
        widget = self.pdf.make_indirect(Dictionary(Type=Name.Annot, StructParent=key, F=4))
        self._become_field(widget, spot, page)
        if "/Annots" not in page.obj:
            page.obj.Annots = Array()
        page.obj.Annots.append(widget)
        reference = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)
        tag = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=self.document,
                Pg=page.obj,
                K=reference,
                Alt=String(spot.label),
            )
        )
        self.parents[key] = tag
        return tag

    def before_page(self, number: int, tags: list[Object]) -> None:
        """Put tags before the first one that has anything on a page (counted from 0)."""
        at = next((i for i, (page, _) in enumerate(self.order) if page >= number), len(self.order))
        self.order[at:at] = [(number, tag) for tag in tags]
        self.document.K = Array([tag for _, tag in self.order])

    def _become_field(self, widget: Object, spot: Spot, page: pikepdf.Page) -> None:
        """Give `widget` the look and the name of the field at `spot`."""
        width, height = round(spot.w, 2), round(spot.h, 2)
        top = float(page.mediabox[3]) - spot.y
        border = f"q 0.4 G 1 w 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S Q\n"
        widget.Subtype = Name.Widget
        widget.Rect = Array(
            [round(spot.x, 2), round(top - height, 2), round(spot.x + width, 2), round(top, 2)]
        )
        widget.P = page.obj
        widget.DA = _LOOK
        widget.TU = String(spot.label)
        widget.MK = Dictionary(BC=Array([0.4]))
        widget.BS = Dictionary(W=1, S=Name.S)
        widget.AP = Dictionary(
            N=self.pdf.make_stream(
                f"{border}/Tx BMC {_typed(spot)}EMC".encode(),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, width, height]),
                Resources=Dictionary(Font=self.fonts) if spot.value else Dictionary(),
            )
        )
        parent = self._field(spot)
        widget.Parent = parent
        parent.Kids.append(widget)

    def _field(self, spot: Spot) -> Object:
        """The field of a spot: one field for all spots of one id, so that it is filled in once."""
        if spot.id not in self.shared:
            field = Dictionary(
                FT=Name.Tx,
                T=String(spot.id),
                TU=String(spot.label),
                Ff=_MULTILINE if spot.multiline else 0,
                DA=_LOOK,
                Kids=Array(),
            )
            if spot.value:
                field.V = field.DV = String(spot.value)
            self.shared[spot.id] = self.pdf.make_indirect(field)
            self.fields.append(self.shared[spot.id])
        return self.shared[spot.id]


def _typed(spot: Spot) -> str:
    """How what stands in a field is drawn, as a reader would draw it."""
    if not spot.value:
        return ""
    font = _font_facts()
    letters = "".join(f"{font.glyphs.get(ord(letter), 0):04X}" for letter in spot.value)
    foot = (spot.h - font.measures["CapHeight"] / 1000 * _TYPE_SIZE) / 2
    return f"q BT /{_FONT_KEY} {_TYPE_SIZE} Tf 0 g 2 {foot:.2f} Td <{letters}> Tj ET Q "


def _whole(spots: tuple[Spot, ...]) -> Iterator[Spot]:
    """Each field once a page: its fixed room and the room that the page left, as one."""
    merged: dict[tuple[int, str], Spot] = {}
    for spot in spots:
        key = (spot.page, spot.id)
        if spot.h <= 0:
            continue
        if first := merged.get(key):
            bottom = max(first.y + first.h, spot.y + spot.h)
            merged[key] = replace(first, h=bottom - first.y)
        else:
            merged[key] = spot
    yield from merged.values()


def _links(page: pikepdf.Page) -> Iterator[Object]:
    for annotation in page.obj.get("/Annots", Array()):
        if _field_of(annotation):
            yield annotation


def _field_of(annotation: Object) -> str:
    """The id of the field for which a link stands; empty for any other annotation."""
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return address.removeprefix(_SCHEME) if address.startswith(_SCHEME) else ""


def _last_page(tag: Any, pages: dict[tuple[int, int], int]) -> int:
    """The number of the page, from 0, on which the content of a tag ends; -1 where it has none."""
    if isinstance(tag, Dictionary):
        own = pages[tag.Pg.objgen] if "/Pg" in tag else -1
        return max(own, _last_page(tag.get("/K", Array()), pages))
    if isinstance(tag, Array):
        return max((_last_page(item, pages) for item in tag), default=-1)
    return -1


class _Font(NamedTuple):
    """The font of the fields: what is the same in every document.

    `file` and `to_unicode` are packed once for all; lengths are in thousandths of the font's size.
    """

    file: bytes
    length: int
    to_unicode: bytes
    measures: dict[str, int]
    glyphs: dict[int, int]
    widths: bytes


@cache
def _font_facts() -> _Font:
    path = FOLDER / "NotoSans-Form.ttf"
    data = path.read_bytes()
    with TTFont(path) as font:
        unit = 1000 / font["head"].unitsPerEm
        order = font.getGlyphOrder()
        widths = [round(font["hmtx"][name][0] * unit) for name in order]
        places = {name: at for at, name in enumerate(order)}
        letters: dict[int, int] = {}
        for letter, name in sorted(font.getBestCmap().items()):
            letters.setdefault(places[name], letter)
        head = font["head"]
        measures = {
            "Ascent": font["hhea"].ascent,
            "Descent": font["hhea"].descent,
            "CapHeight": font["OS/2"].sCapHeight,
            **{side: getattr(head, side) for side in ("xMin", "yMin", "xMax", "yMax")},
        }
    return _Font(
        zlib.compress(data),
        len(data),
        zlib.compress(_to_unicode(letters).encode()),
        {key: round(value * unit) for key, value in measures.items()},
        {letter: glyph for glyph, letter in letters.items()},
        f"[0 [{' '.join(map(str, widths))}]]".encode(),
    )


def _to_unicode(letters: dict[int, int]) -> str:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    items = sorted(letters.items())
    for start in range(0, len(items), 100):
        some = items[start : start + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{glyph:04X}> <{letter:04X}>" for glyph, letter in some]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


def _font(pdf: Pdf) -> Object:
    """The font of the fields, embedded whole: nobody knows which letters people will type."""
    font = _font_facts()
    measures, packed = font.measures, Name.FlateDecode
    name = Name("/FORMS+NotoSans")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([measures[side] for side in ("xMin", "yMin", "xMax", "yMax")]),
        ItalicAngle=0,
        Ascent=measures["Ascent"],
        Descent=measures["Descent"],
        CapHeight=measures["CapHeight"],
        StemV=80,
        FontFile2=pdf.make_stream(font.file, Filter=packed, Length1=font.length),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Object.parse(font.widths),
        DW=600,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(font.to_unicode, Filter=packed),
        )
    )
