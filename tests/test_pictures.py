"""The pictures: what they show can be read, and all of it is said in words too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import docx
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator import browser
from generator.checks import run
from generator.drawing import fonts, pictures, ring
from generator.drawing.pen import CLEAR, LARGE, SCREEN, Drawing
from generator.errors import FrameworkError
from generator.model.figures import PICTURES, Grid, Picture, PictureItem
from generator.model.framework import Framework
from generator.model.resource import Resource
from generator.permalinks.places import Permalinks
from generator.sheets import blocks
from generator.sheets import docx as word
from generator.sheets.blocks import FillGrid
from generator.sheets.kinds import places, sheets
from generator.sheets.plain import PlainSheet
from generator.sheets.shelf import Job, Shelf
from generator.system.cache import Cache
from tests import paper
from tests.conftest import SITE_URL, framework_of_the_toolkit

SVG = "{http://www.w3.org/2000/svg}"
FRAMEWORK = framework_of_the_toolkit()
WITH_PICTURE = {item.id: item for item in FRAMEWORK.resources if item.picture}
WIDTHS = {"screen": SCREEN, "clear": CLEAR, "large": LARGE}
HOSTILE = (
    "w" * 40,
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a gyd-weithio",
    '<&"> </svg><script>alert(1)</script>',
    "A much longer label than anybody would think of giving to a thing in a picture like this",
)
HAIR = 0.02
"""The rounding of numbers in a picture, in units."""


class Box(NamedTuple):
    """Something that takes room in a picture."""

    what: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return (
            self.left <= other.left + HAIR
            and self.top <= other.top + HAIR
            and self.right >= other.right - HAIR
            and self.bottom >= other.bottom - HAIR
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share room."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > HAIR
            and min(self.bottom, other.bottom) - max(self.top, other.top) > HAIR
        )


def every() -> Iterator[Any]:
    """Each picture of the toolkit, filled and blank, in each width."""
    for size, width in WIDTHS.items():
        for name, resource in WITH_PICTURE.items():
            for blank in (False, True):
                variant = "blank" if blank else "filled"
                drawn = pictures.of_resource(resource, name, width, blank=blank)
                yield pytest.param(drawn, id=f"{name}-{variant}-{size}")
        drawn = ring.of_framework(FRAMEWORK, "ring", width)
        yield pytest.param(drawn, id=f"framework-{size}")


def reworded(kind: str, words: str) -> Resource:
    """A resource with a picture of a kind, all of whose labels are `words`."""
    item = PictureItem(name=words, words=words, without=words, hidden=False)
    hidden = PictureItem(name=words, hidden=True)
    most = PICTURES[kind][1]
    items = (*[item] * (most // 2), *[hidden] * (most - most // 2))
    start = item if kind == "cycle" else None
    picture = Picture(
        kind=kind,  # type: ignore[arg-type]
        title=words,
        description=words,
        fill_in=words,
        items=items,
        start=start,
    )
    side = {"name": words, "low": words, "high": words}
    corners = dict.fromkeys(("top_left", "top_right", "bottom_left", "bottom_right"), words)
    grid = Grid.model_validate({"title": words, "across": side, "up": side, "corners": corners})
    some = next(iter(WITH_PICTURE.values()))
    return some.model_copy(update={"picture": picture, "grids": (grid,)})


@cache
def measures(family: str, bold: bool) -> tuple[dict[int, float], float, float]:
    """The advance of each character of a typeface, its ascent and its descent, for size 1."""
    weight = "Bold" if bold else "Regular"
    with TTFont(fonts.FOLDER / f"{fonts.FAMILIES[family]}-{weight}.ttf") as font:
        unit = font["head"].unitsPerEm
        advances = {c: font["hmtx"][name][0] / unit for c, name in font.getBestCmap().items()}
        return advances, font["hhea"].ascent / unit, -font["hhea"].descent / unit


def box_of(element: ElementTree.Element, family: str) -> Box:
    """The room that a text or a shape takes."""
    number = {key: float(element.get(key, 0)) for key in ("x", "y", "width", "height")}
    x, y = number["x"], number["y"]
    match element.tag.removeprefix(SVG):
        case "rect":
            return Box("rect", x, y, x + number["width"], y + number["height"])
        case "circle":
            cx, cy, r = (float(element.get(key, 0)) for key in ("cx", "cy", "r"))
            return Box("circle", cx - r, cy - r, cx + r, cy + r)
        case "polygon":
            corners = [pair.split(",") for pair in element.get("points", "").split()]
            xs, ys = ([float(pair[i]) for pair in corners] for i in (0, 1))
            return Box("polygon", min(xs), min(ys), max(xs), max(ys))
    advances, ascent, descent = measures(family, element.get("font-weight") == "700")
    size = float(element.get("font-size", 0))
    text = element.text or ""
    wide = size * sum(advances[ord(letter)] for letter in text)
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return Box(text, left, y - ascent * size, left + wide, y + descent * size)


def parsed(drawn: Drawing) -> tuple[ElementTree.Element, list[Box]]:
    """A picture, and the room that each line of words in it takes."""
    root = ElementTree.fromstring(drawn.svg)
    family = root.get("font-family", "")
    return root, [box_of(text, family) for text in root.iter(f"{SVG}text")]


def is_sound(drawn: Drawing) -> None:
    """Fails where words leave the picture or their shape, or run into each other or a place."""
    root, texts = parsed(drawn)
    family = root.get("font-family", "")
    assert [0, 0, drawn.width, round(drawn.height, 2)] == [
        float(number) for number in root.get("viewBox", "").split()
    ]
    whole = Box("picture", 0, 0, drawn.width, drawn.height)
    shapes = [
        box_of(it, family)
        for tag in ("rect", "circle", "polygon")
        for it in root.iter(f"{SVG}{tag}")
    ]
    assert [] == [box for box in (*texts, *shapes) if not whole.holds(box)]
    assert [] == [(a.what, b.what) for a, b in combinations(texts, 2) if a.meets(b)]
    for group in root.iter(f"{SVG}g"):
        own, *others = [box_of(it, family) for it in group.iter() if it.tag in KINDS]
        assert [] == [box.what for box in others if not own.holds(box)]
    rooms = [
        box_of(it, family) for it in root.iter(f"{SVG}rect") if it.get("class") == "picture__room"
    ]
    assert [] == [text.what for text in texts for room in rooms if room.meets(text)]
    assert [] == [pair for pair in combinations(rooms, 2) if pair[0].meets(pair[1])]


KINDS = {f"{SVG}{tag}" for tag in ("text", "rect", "circle", "polygon")}


@pytest.mark.parametrize("drawn", [*every()])
def test_words_keep_to_their_box_and_apart(drawn: Drawing) -> None:
    """Measured with the typeface, a line lies in its picture and its shape, and over no other."""
    is_sound(drawn)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", PICTURES)
def test_any_words_fit(kind: str, words: str, width: float) -> None:
    """A long label, a long word and words that look like code make a picture larger, not worse."""
    for blank in (False, True):
        is_sound(pictures.of_resource(reworded(kind, words), "a", width, blank=blank))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_sections_fit_a_ring(words: str) -> None:
    """From three sections to six, whatever they are called; fewer or more have no ring."""
    about = FRAMEWORK.about.model_copy(update={"picture": words})
    for count in range(1, 9):
        held = [section.model_copy(update={"label": words}) for section in FRAMEWORK.sections]
        several = tuple((held * 2)[:count])
        numbered = [section.model_copy(update={"id": f"s{n}"}) for n, section in enumerate(several)]
        framework = Framework(about=about, sections=tuple(numbered), resources=())
        drawn = ring.of_framework(framework, "ring", SCREEN)
        assert (drawn is not None) == (3 <= count <= 6)
        if drawn:
            is_sound(drawn)


@pytest.mark.parametrize("drawn", [*every()])
def test_the_smallest_type_is_large_enough(drawn: Drawing) -> None:
    """14 pixels on a phone of 320, where a picture is as wide as the text; 12 and 16 points."""
    root, _ = parsed(drawn)
    smallest = min(float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text"))
    points = 165 * paper.MM / drawn.width * smallest
    least = {SCREEN: 0, CLEAR: 12, LARGE: 16}[drawn.width]
    assert smallest >= 14
    assert points >= least


@pytest.mark.parametrize("drawn", [*every()])
def test_a_picture_has_a_title_and_a_description(drawn: Drawing) -> None:
    """Both stand in it and name it; nothing in it is style or script."""
    root, _ = parsed(drawn)
    title, words = root.findall(f"{SVG}title") + root.findall(f"{SVG}desc")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", title.get("id"))
    assert root.get("aria-describedby") == words.get("id")
    assert title.text
    assert words.text
    assert [] == [
        it for it in root.iter() if "style" in it.attrib or it.tag.endswith(("script", "style"))
    ]


@pytest.mark.parametrize("resource", WITH_PICTURE.values(), ids=WITH_PICTURE)
def test_the_description_names_all_that_is_shown(resource: Resource) -> None:
    """Who does not see the picture misses none of its words."""
    picture = resource.picture
    assert picture
    shown = [
        text
        for item in (*picture.items, *([picture.start] if picture.start else []))
        for text in (item.name, item.words, item.without)
    ]
    if picture.kind == "grid":
        for part in (resource.grids[0].across, resource.grids[0].up, resource.grids[0].corners):
            shown += part.model_dump().values()
    said = " ".join(picture.description.split()).casefold()
    assert [] == [text for text in shown if text and text.casefold() not in said]


def test_the_description_of_the_whole_names_every_section() -> None:
    """Number and label of each, in order."""
    said = " ".join((FRAMEWORK.about.picture or "").split())
    found = [said.index(f"{n}, {it.label}") for n, it in enumerate(FRAMEWORK.sections, start=1)]
    assert found == sorted(found)


@pytest.mark.parametrize("resource", WITH_PICTURE.values(), ids=WITH_PICTURE)
def test_a_picture_and_a_table_use_the_same_names(resource: Resource) -> None:
    """Where a table of a resource lists what its picture shows, it does so in the same words."""
    rows = {row for table in resource.tables for row in table.rows}
    names = {item.name for item in resource.picture.items} if resource.picture else set()
    assert not rows or rows == names


@pytest.mark.parametrize("resource", WITH_PICTURE.values(), ids=WITH_PICTURE)
def test_the_same_picture_has_the_same_bytes(resource: Resource) -> None:
    """Drawing it twice gives one text."""
    first, second = (pictures.of_resource(resource, "a", CLEAR, blank=True) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("resource", WITH_PICTURE.values(), ids=WITH_PICTURE)
def test_a_blank_picture_has_places_to_write_in(resource: Resource) -> None:
    """Each with a name of its own, at least as high as a line to write on."""
    for width, line in ((CLEAR, 9), (LARGE, 10)):
        drawn = pictures.of_resource(resource, "a", width, blank=True)
        names = [place.label for place in drawn.places]
        assert names
        assert len(set(names)) == len(names)
        assert min(place.h for place in drawn.places) * 165 / width >= line
    assert () == pictures.of_resource(resource, "a", CLEAR).places


# What the data may say.


def test_a_picture_has_as_many_items_as_its_kind(data: Path) -> None:
    """An item too few is told with the file and the line."""
    file = data / "resources" / "four-player-model.yml"
    text = file.read_text(encoding="utf-8")
    cut = re.sub(r"    - name: Bystand\n.*\n.*\n", "", text)
    assert cut != text
    file.write_text(cut, encoding="utf-8")
    with pytest.raises(FrameworkError) as error:
        run.read_framework(data)
    line = 1 + cut[: cut.index("picture:")].count("\n")
    [problem] = error.value.problems
    assert re.search(rf"four-player-model\.yml:({line}|{line + 1}):", str(problem))
    assert "a picture of the kind 'players' has 4 items, and here are 3; add" in str(problem)


def test_a_picture_that_is_too_tall_for_paper_is_told(data: Path, tmp_path: Path) -> None:
    """With the file and the line of the picture."""
    file = data / "resources" / "nine-whys.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name: Why?", f"name: {'Why? ' * 40}"), encoding="utf-8")
    framework, written = run.read_framework(data)
    every = tuple(sheets(framework))
    links = Permalinks(framework, SITE_URL, places(every))
    shelf = Shelf(framework, links, every, written, Cache(tmp_path / "cache"))
    with pytest.raises(FrameworkError) as error:
        shelf.make([Job("nine-whys-run", "large", "a4")])
    line = 1 + text[: text.index("picture:")].count("\n")
    [problem] = error.value.problems
    assert re.search(rf"nine-whys\.yml:({line}|{line + 1}):", str(problem))
    assert "does not fit on one page" in str(problem)


# Colours on the page.


def palettes() -> Iterator[Any]:
    """The custom properties of the page's styles, light and dark."""
    css = (browser.ROOM / "assets" / "site.css").read_text(encoding="utf-8")
    for name, begin in (("light", ":root {"), ("dark", ':root[data-colours="dark"] {')):
        block = css.split(f"\n{begin}", 1)[1].split("}", 1)[0]
        yield pytest.param(dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)), id=name)


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG reckons it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [*palettes()])
def test_colours_can_be_told_from_their_ground(palette: dict[str, str]) -> None:
    """Words have a contrast of 7:1 on page and box, lines of 3:1."""
    lines = ["control", "link", *(f"hue-{n}" for n in range(1, 7))]
    for ground in ("paper", "card"):
        assert contrast(palette["ink"], palette[ground]) >= 7
        assert {} == {
            name: ratio for name in lines if (ratio := contrast(palette[name], palette[ground])) < 3
        }


# On paper.


@pytest.mark.parametrize("name", ["nine-whys", "bridges-transitions", "four-player-model-run"])
@pytest.mark.parametrize("fillable", [False, True])
def test_a_picture_on_a_sheet_is_read_aloud(tmp_path: Path, name: str, fillable: bool) -> None:
    """It stands in the tag tree with its description, in a document that is PDF/UA."""
    words = paper.SHEETS[name]
    if fillable:
        pdf = paper.fillable(name, "a4")[1]
    else:
        pdf = paper.draw(words, "a4", "clear", paper.family(words)).pdf
        assert paper.faults(pdf) == []
    described = block_of(words).description
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert paper.field_faults(document) == []
        said = [str(tag.Alt) for tag in paper.tags(document) if "/Alt" in tag]
    assert said.count(described) == 1


@pytest.mark.parametrize("size", paper.SIZES)
def test_the_words_of_a_picture_are_in_its_typeface(size: paper.Size) -> None:
    """The labels can be found in the text of the sheet, in the typeface of the sheet."""
    words = paper.SHEETS["four-player-model-run"]
    pages = paper.printed(words, "a4", size).pages
    page = max(pages, key=lambda it: len(it.curves))
    assert "Bystand" in paper.text_of(page.chars)
    assert "thegroupcannotseeitself" in page.text
    assert {"AtkinsonHyperlegibleNext"} == {
        re.sub(r"^.*\+|-.*$", "", char["fontname"]) for char in page.chars
    }


def test_every_place_of_a_blank_picture_is_a_field() -> None:
    """The sheet to fill in on screen lets one write in each place of the picture."""
    words = paper.SHEETS["four-player-model"]
    drawn, _ = paper.fillable("four-player-model", "a4")
    block = block_of(words)
    labels = [spot.label for spot in drawn.fields if spot.id.startswith(block.id)]
    assert labels == [f"{block.heading}: {place.label}" for place in block.drawn["clear"].places]


def test_a_grid_stands_once_on_a_worksheet() -> None:
    """The grid to fill in is the blank picture; the run sheet shows it filled."""
    types = [type(it) for it in paper.SHEETS["stakeholder-analysis"].parts[0].blocks]
    assert types.count(FillGrid) == 1
    assert blocks.Picture not in types
    assert not block_of(paper.SHEETS["stakeholder-analysis-run"]).blank


def test_a_grid_to_fill_in_has_every_place_of_its_picture() -> None:
    """Each corner, and what stands halfway up, is a field of its own that says its name."""
    resource = WITH_PICTURE["stakeholder-analysis"]
    grid, items = resource.grids[0], resource.picture.items if resource.picture else ()
    drawn, _ = paper.fillable("stakeholder-analysis", "a4")
    labels = [spot.label for spot in drawn.fields if spot.id.startswith(f"{resource.id}--grid")]
    names = [*grid.corners.model_dump().values()]
    assert labels == [
        f"{grid.title}: {name}" for name in (*names[:2], *(i.name for i in items), *names[2:])
    ]


@pytest.mark.parametrize("name", ["nine-whys", "four-player-model-run"])
def test_a_picture_in_word_has_its_description(name: str) -> None:
    """The picture stands in the document once, described; what is to fill in has its spaces."""
    words = paper.SHEETS[name]
    block = block_of(words)
    made = word.draw(words, "a4", paper.family(words))
    assert made == word.draw(words, "a4", paper.family(words))
    document = docx.Document(io.BytesIO(made))
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == block.description
    tags = [it.get(it.keys()[0]) for it in document.element.body.iter("{*}tag")]
    places_of_it = [tag for tag in tags if tag and tag.startswith(f"{block.id}-")]
    assert len(places_of_it) == len(block.drawn["clear"].places)


def block_of(words: PlainSheet) -> blocks.Picture:
    """The picture on a sheet."""
    [block] = [it for part in words.parts for it in part.blocks if isinstance(it, blocks.Picture)]
    return block
