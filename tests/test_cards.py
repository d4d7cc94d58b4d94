"""What stands on the cards, and how the deck is laid out, cut, turned over and read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

import page as validator
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from generator.drawing.qr import qr_image
from generator.model import credit
from generator.model.rights import Rights
from generator.model.sheet_kinds import Size
from generator.permalinks.places import Permalinks
from generator.sheets.cards import ON_A_SHEET, Card, Home, cards, draw, plain_deck
from generator.sheets.pdf import DoesNotFitError, Drawn, Paper
from generator.sheets.plain import Language
from generator.sheets.press import boxed
from tests import pdfpages
from tests.conftest import framework_of_the_toolkit
from tests.golden import small, with_ways

FRAMEWORK = framework_of_the_toolkit()
DECK = cards(FRAMEWORK, Permalinks(FRAMEWORK, "https://a.example/toolkit/"))
FAMILY = "Atkinson Hyperlegible Next"
MM = 72 / 25.4
PAPERS: tuple[Paper, ...] = ("a4", "letter")
SIZES: tuple[Size, ...] = ("clear", "large")
QUIET_INCLUDED = re.compile(r'viewBox="0 0 (\d+) ')

every_deck = pytest.mark.parametrize(("paper", "size"), list(product(PAPERS, SIZES)))


class Side(NamedTuple):
    """One side of a card as it lies on a page: its edges in points, and its characters."""

    x0: float
    top: float
    x1: float
    bottom: float
    characters: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """All that is written on it, without spaces."""
        return squeezed("".join(character["text"] for character in self.characters))


class Leaf(NamedTuple):
    """A page: what was found on it, its cutting lines, and the sides of cards between them."""

    page: Any
    marks: list[dict[str, Any]]
    sides: list[Side]


def squeezed(text: str) -> str:
    """A text without what parts its words and lines."""
    return "".join(text.split()).replace("\u200b", "")


@cache
def drawn(paper: Paper, size: Size) -> Drawn:
    """The deck of the toolkit's own framework."""
    return draw(plain_deck(DECK, FRAMEWORK), paper, size, FAMILY)


def draw_some(*some: Card, family: str = FAMILY, size: Size = "clear", **words: Any) -> Drawn:
    """A deck of a few cards, on A4."""
    return draw(replace(plain_deck(some, FRAMEWORK), **words), "a4", size, family)


def leaves(pdf: bytes) -> list[Leaf]:
    """The pages, each divided into cards by the cutting lines of its front, row by row."""
    pages = pdfpages.pages(pdf)
    fronts = [page for front in pages[::2] for page in (front, front)]
    return [leaf(page, front) for page, front in zip(pages, fronts, strict=True)]


def leaf(page: Any, front: Any) -> Leaf:
    """A page, divided by its own cutting lines, or those of its front: they lie in its middle."""
    marks = [line for line in page.lines if not line["fill"]]
    lines = [line for line in front.lines if not line["fill"]]
    across = sorted({line["x0"] for line in lines if line["width"] == 0})
    down = sorted({line["top"] for line in lines if line["height"] == 0})
    sides = [
        Side(x0, top, x1, bottom, inside(page.chars, x0, top, x1, bottom))
        for (top, bottom), (x0, x1) in product(pairwise(down), pairwise(across))
    ]
    return Leaf(page, marks, sides)


def inside(
    things: list[dict[str, Any]], x0: float, top: float, x1: float, bottom: float
) -> list[dict[str, Any]]:
    """What has its middle in a rectangle."""
    return [
        thing
        for thing in things
        if x0 < (thing["x0"] + thing["x1"]) / 2 < x1
        and top < (thing["top"] + thing["bottom"]) / 2 < bottom
    ]


@cache
def laid_out(paper: Paper, size: Size) -> list[Leaf]:
    """The pages of the toolkit's own deck."""
    return leaves(drawn(paper, size).pdf)


def placed(paper: Paper, size: Size) -> Iterator[tuple[Card, Side, Side]]:
    """Each card, its front, and what is printed behind it when the sheet is turned over."""
    pages = laid_out(paper, size)
    fronts = [side for front in pages[::2] for side in front.sides]
    backs = [side for back in pages[1::2] for side in turned(back)]
    yield from zip(DECK, fronts, backs, strict=False)


def turned(back: Leaf) -> list[Side]:
    """The sides of a page of backs in the order of their fronts: flipped on the long edge."""
    width = back.page.width
    return sorted(back.sides, key=lambda side: (side.top, width - side.x1))


def words_of(card: Card) -> str:
    """What stands on the front of a card above its foot."""
    return squeezed(f"{card.number} {card.text} {card.summary}")


def small_deck() -> tuple[Card, ...]:
    """The deck of a small framework."""
    return cards(small(), Permalinks(small(), "https://a.example/toolkit/"))


def test_there_is_a_card_for_each_question_and_then_for_each_resource() -> None:
    """Ids and kinds come in the order of the framework."""
    questions = [(numbered.question.id, "question") for numbered in FRAMEWORK.questions]
    resources = [(resource.id, "resource") for resource in FRAMEWORK.resources]
    assert [(card.id, card.kind) for card in DECK] == questions + resources


def test_the_card_of_a_question() -> None:
    """It has its number, its section, its permanent address and the owner of its words."""
    assert small_deck()[1] == Card(
        id="why",
        kind="question",
        number="1.2",
        text="Why are we here?",
        homes=(Home("1", "First", "What is first?", "one", 1),),
        address="https://a.example/toolkit/go/why/",
        printed="https://a.example/toolkit/go/why/?v=1-1",
        credit=(
            "The framework's words © Its makers: "
            "no\N{NO-BREAK SPACE}licence\N{NO-BREAK SPACE}stated, ask before you publish.",
        ),
    )


def test_the_back_of_a_question_has_what_to_ask_next() -> None:
    """Its ways in, and whose words those are; a framework without them has the section's title."""
    framework = with_ways()
    deck = cards(framework, Permalinks(framework, "https://a.example/toolkit/"))
    assert deck[0].prompts == framework.questions[0].question.ways_in.prompts
    ours = "Our words: CC\N{NO-BREAK SPACE}BY\N{NO-BREAK SPACE}4.0, free to copy."
    assert [line for line in deck[0].credit if line == ours] == [ours]
    assert ours not in small_deck()[0].credit
    _, back = leaves(draw_some(deck[0]).pdf)
    assert turned(back)[0].text.startswith(squeezed("1.1 You could ask • And who? • What then?"))
    _, back = leaves(draw_some(small_deck()[0]).pdf)
    assert turned(back)[0].text.startswith(squeezed("1 First What is first?"))


def test_help_with_a_question_that_somebody_else_wrote_is_theirs() -> None:
    """Its owner has a line of their own on the card, beside that of the question's."""
    rights = Rights(holder="Northshire", licence="CC BY 4.0")
    framework = with_ways()
    one = framework.sections[0]
    who = one.questions[0].model_copy(
        update={"ways_in": one.questions[0].ways_in.model_copy(update={"rights": rights})}
    )
    one = one.model_copy(update={"questions": (who, *one.questions[1:])})
    added = framework.model_copy(update={"sections": (one, *framework.sections[1:])})
    shares = credit.of_question(added, who, ways=True)
    assert [share.rights.holder for share in shares] == ["Its makers", "Northshire"]
    assert credit.of_question(added, who) == shares[:1]


def test_the_card_of_a_resource() -> None:
    """It says what the resource is, how long it takes, whom it suits, and who owns its words."""
    assert next(card for card in small_deck() if card.id == "walk") == Card(
        id="walk",
        kind="resource",
        number="",
        text="A walk",
        homes=(Home("1", "First", "What is first?", "one", 1),),
        address="https://a.example/toolkit/go/walk/",
        printed="https://a.example/toolkit/go/walk/?v=1-1",
        credit=(
            "This card © Its walkers: CC\N{NO-BREAK SPACE}BY-SA\N{NO-BREAK SPACE}4.0, "
            "you may copy this card.",
            "Based on walking by Nobody, Public\N{NO-BREAK SPACE}domain.",
        ),
        summary="Walk and talk.",
        time="20 to 40 minutes",
        group="2 to 8 people",
    )


@every_deck
def test_each_page_of_fronts_is_followed_by_its_backs(paper: Paper, size: Size) -> None:
    """There are eight clear cards to a sheet, and four in large print."""
    sheets = -(-len(DECK) // ON_A_SHEET[size])
    assert len(laid_out(paper, size)) == drawn(paper, size).pages == 2 * sheets
    for page, _, sides in laid_out(paper, size):
        assert len(sides) == ON_A_SHEET[size]
        assert len(page.chars) == sum(len(side.characters) for side in sides)


@every_deck
def test_each_front_has_all_the_words_of_its_card(paper: Paper, size: Size) -> None:
    """Each card has one front, and nothing stands on it but its words and its section."""
    for card, front, _ in placed(paper, size):
        foot = f"{card.homes[0].number}{card.homes[0].label}" if card.number else "Resource"
        rest = squeezed(f"{foot}{card.time}{card.group}")
        assert front.text == words_of(card) + rest


@every_deck
def test_each_back_meets_its_front(paper: Paper, size: Size) -> None:
    """Turned over on the long edge, a back stands behind its front, with its section's number."""
    width = laid_out(paper, size)[0].page.width
    for card, front, back in placed(paper, size):
        assert (front.top, front.bottom) == pytest.approx((back.top, back.bottom), abs=0.1)
        assert (front.x0, front.x1) == pytest.approx((width - back.x1, width - back.x0), abs=0.1)
        assert squeezed(card.address) in back.text
        numbers = "".join(home.number for home in card.homes)
        asked = squeezed("".join((f"{card.number}Youcouldask", *(f"•{it}" for it in card.prompts))))
        assert back.text.startswith(asked if card.number else f"{numbers}Resource")


@every_deck
def test_a_back_says_where_its_card_comes_from(paper: Paper, size: Size) -> None:
    """Framework, edition, address and owners of the words stand there."""
    for card, _, back in placed(paper, size):
        for words in ("Partnering framework, edition 2022", card.address, *card.credit):
            assert squeezed(words) in back.text


@every_deck
def test_the_last_sheet_is_filled_with_cards_to_write_on(paper: Paper, size: Size) -> None:
    """No place of a sheet is lost: the back of such a card says what it is for."""
    pages = laid_out(paper, size)
    left = -len(DECK) % ON_A_SHEET[size]
    assert left
    spare = plain_deck((), FRAMEWORK).spare
    fronts = [side.text == squeezed(spare.text) for side in pages[-2].sides]
    assert fronts == [False] * (ON_A_SHEET[size] - left) + [True] * left
    backs = turned(pages[-1])[-left:]
    assert all(side.text.startswith(squeezed(spare.text + spare.summary)) for side in backs)
    assert all(squeezed(line) in side.text for side in backs for line in spare.credit)


def test_the_back_of_a_card_stands_in_the_other_column() -> None:
    """A card in the left column of the fronts is in the right column of the backs."""
    front, back = leaves(draw_some(DECK[0]).pdf)
    own = squeezed("Our own question")
    assert [side.text.startswith(own) for side in front.sides[:2]] == [False, True]
    assert [side.text.startswith(own) for side in back.sides[:2]] == [True, False]


@every_deck
def test_type_is_never_too_small(paper: Paper, size: Size) -> None:
    """12 pt in clear print; in large print 16, and 18 for what a card asks or says."""
    for card, front, back in placed(paper, size):
        least = {"clear": 12, "large": 16}[size]
        assert all(item["size"] >= least - 0.01 for item in front.characters + back.characters)
        if size == "large":
            below = "".join(item["text"] for item in front.characters if item["size"] < 17.99)
            assert squeezed(below) == squeezed(
                "Resource" * (not card.number) + card.time + card.group
            )


def test_most_questions_are_in_the_largest_type() -> None:
    """Only a long question is set smaller than 22 pt, or 26 in large print, and not by much."""
    for size, best, least in (("clear", 22, 18), ("large", 26, 22)):
        sizes = [
            front.characters[0]["size"] for card, front, _ in placed("a4", size) if card.number
        ]
        assert sum(each >= best for each in sizes) > 0.7 * len(sizes)
        assert min(sizes) >= least


@every_deck
def test_everything_is_inside_the_area_that_printers_reach(paper: Paper, size: Size) -> None:
    """Nothing, cutting lines included, is nearer than 8 mm to an edge of the paper."""
    for page, _, _ in laid_out(paper, size):
        for thing in (*page.chars, *page.lines, *page.rects, *page.curves):
            assert min(thing["x0"], thing["top"]) >= 8 * MM
            assert thing["x1"] <= page.width - 8 * MM
            assert thing["bottom"] <= page.height - 8 * MM


@every_deck
def test_dashed_lines_show_where_to_cut(paper: Paper, size: Size) -> None:
    """Thin, along every edge and a little beyond, on fronts alone; the block is in the middle."""
    for number, (page, marks, sides) in enumerate(laid_out(paper, size)):
        x0, top, x1, bottom = sides[0].x0, sides[0].top, sides[-1].x1, sides[-1].bottom
        assert (x0, top) == pytest.approx((page.width - x1, page.height - bottom), abs=0.1)
        if number % 2:
            assert not marks
            continue
        assert len(marks) == 3 + 1 + ON_A_SHEET[size] // 2
        for mark in marks:
            assert mark["dash"]
            assert mark["linewidth"] < 0.5
            if mark["width"]:
                assert mark["x0"] < x0 < x1 < mark["x1"]
            else:
                assert mark["top"] < top < bottom < mark["bottom"]


@pytest.mark.parametrize("size", SIZES)
def test_cards_are_alike_on_both_papers(size: Size) -> None:
    """Decks mix: A4 and Letter give cards of one size."""
    tall = 84.5 if size == "clear" else 127
    for paper in PAPERS:
        for side in laid_out(paper, size)[0].sides:
            given = (side.x1 - side.x0, side.bottom - side.top)
            assert given == pytest.approx((92 * MM, tall * MM), abs=0.1)


@every_deck
def test_words_keep_clear_of_the_cut(paper: Paper, size: Size) -> None:
    """No letter is near an edge of its card, and so none is on another card."""
    for _, front, back in placed(paper, size):
        for side in (front, back):
            letters = [item for item in side.characters if item["text"] != " "]
            assert min(item["x0"] for item in letters) >= side.x0 + 4 * MM
            assert max(item["x1"] for item in letters) <= side.x1 - 4 * MM
            assert min(item["top"] for item in letters) >= side.top + 3 * MM
            assert max(item["bottom"] for item in letters) <= side.bottom - 3 * MM


@every_deck
def test_each_code_decodes_to_the_address_of_its_card(paper: Paper, size: Size) -> None:
    """The QR code on a front is at least 15 mm wide and names address and release."""
    scale = 150 / 72
    fronts = laid_out(paper, size)[::2]
    decoded = []
    with pypdfium2.PdfDocument(drawn(paper, size).pdf) as document:
        for number, front in enumerate(fronts):
            found = zxingcpp.read_barcodes(document[2 * number].render(scale=scale).to_pil())
            for side in front.sides:
                for code in found:
                    start, end = code.position.top_left, code.position.bottom_right
                    middle = ((start.x + end.x) / 2 / scale, (start.y + end.y) / 2 / scale)
                    if side.x0 < middle[0] < side.x1 and side.top < middle[1] < side.bottom:
                        decoded.append(code.text)
                        modules = int(QUIET_INCLUDED.search(qr_image(code.text))[1])
                        across = (end.x - start.x) / scale * modules / (modules - 8)
                        assert across > 15 * MM
    assert decoded == [card.printed for card in DECK]
    assert all(card.printed.startswith(f"{card.address}?v=") for card in DECK)


@every_deck
def test_nothing_is_filled_but_letters_and_codes(paper: Paper, size: Size) -> None:
    """A printer without colour prints all of it, and little toner is used."""
    for number, (page, _, sides) in enumerate(laid_out(paper, size)):
        filled = [thing for thing in (*page.lines, *page.rects, *page.curves) if thing["fill"]]
        codes = [
            thing
            for side in sides
            for thing in inside(
                filled, side.x1 - 26 * MM, side.bottom - 26 * MM, side.x1, side.bottom
            )
        ]
        assert len(filled) == len(codes)
        assert bool(codes) == (number % 2 == 0)
        colours = {thing["colour"] for thing in (*page.lines, *page.rects, *page.curves)}
        assert colours <= {0}
        assert not page.images


@every_deck
def test_a_deck_is_accessible(paper: Paper, size: Size, tmp_path: Path) -> None:
    """It meets PDF/UA-1, and says its title and language."""
    file = tmp_path / "deck.pdf"
    file.write_bytes(drawn(paper, size).pdf)
    assert validator.validate_pdf(str(file), profile="ua1").is_compliant
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"Cards: {FRAMEWORK.about.title}"
        assert str(pdf.Root.Lang) == "en-GB"


def test_a_print_shop_gets_one_card_a_page() -> None:
    """Fronts and backs in turn, 70 by 120 mm, with bleed, and crop marks outside it."""
    deck = draw(plain_deck(DECK, FRAMEWORK), "a4", "press", FAMILY)
    made = boxed(deck.pdf)
    assert boxed(deck.pdf) == made
    cards_in_all = len(DECK) + -len(DECK) % ON_A_SHEET["press"]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == deck.pages == 2 * cards_in_all
        for page in pdf.pages:
            for box, (wide, tall) in ((page.trimbox, (70, 120)), (page.bleedbox, (76, 126))):
                x0, y0, x1, y1 = map(float, box)
                assert (x1 - x0, y1 - y0) == pytest.approx((wide * MM, tall * MM), abs=0.1)
                assert (x0 + x1) / 2 == pytest.approx(float(page.mediabox[2]) / 2, abs=0.1)
    pages = pdfpages.pages(made)
    for card, front, back in zip(DECK, pages[::2], pages[1::2], strict=False):
        assert squeezed("".join(item["text"] for item in front.chars)).startswith(words_of(card))
        said = squeezed("".join(item["text"] for item in back.chars))
        assert all(squeezed(words) in said for words in (card.address, *card.prompts, *card.credit))
    for page in pages:
        letters = [item for item in page.chars if item["text"] != " "]
        assert min(item["x0"] for item in letters) >= 16 * MM
        assert max(item["x1"] for item in letters) <= page.width - 16 * MM
        assert min(item["size"] for item in letters) >= 11.99
        marks = [line for line in page.lines if not line["fill"]]
        assert len(marks) == 8
        for mark in marks:
            inside_x = 9 * MM + 0.1 < mark["x1"] and mark["x0"] < page.width - 9 * MM - 0.1
            inside_y = 9 * MM + 0.1 < mark["bottom"] and mark["top"] < page.height - 9 * MM - 0.1
            assert not (inside_x and inside_y)


def test_one_can_go_from_card_to_card() -> None:
    """Each front is a bookmark and a heading; its code has the address as alternative text."""
    with pikepdf.open(io.BytesIO(drawn("a4", "clear").pdf)) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        tags = list(elements(pdf.Root.StructTreeRoot.K))
    assert titles == [f"{card.number} {card.text}".strip() for card in DECK]
    assert [kind for kind, _ in tags].count("/H1") == len(DECK)
    assert [kind for kind, _ in tags].count("/H2") == len(DECK)
    assert [alt for kind, alt in tags if kind == "/Figure"] == [
        f"QR code: {card.address}" for card in DECK
    ]


def elements(node: Any) -> Iterator[tuple[str, str]]:
    """The kind and the alternative text of every element of a structure tree, in order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), str(node.get("/Alt", ""))
        yield from elements(node.get("/K"))


def test_the_same_words_give_the_same_bytes() -> None:
    """Also from another Typst."""
    first = drawn("a4", "clear").pdf
    with ThreadPoolExecutor(1) as fresh:  # a thread has a compiler of its own
        again = fresh.submit(draw, plain_deck(DECK, FRAMEWORK), "a4", "clear", FAMILY).result()
    assert again.pdf == first


def labelled(label: str, title: str = "What is it?") -> dict[str, Any]:
    """A change of a card: its section has a label and a title."""
    return {"homes": (Home("1", label, title, "it"),)}


LONG = "How will you make sure that nobody's voice is lost when power is shared out unevenly? "


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "changed",
    [
        labelled("Governance"),
        labelled("Safeguarding"),
        labelled("Accountability and safeguarding of all who take part"),
        labelled("Donaudampfschifffahrtsgesellschaftskapitän"),
        labelled("A section", "What is the purpose of all that we do together? " * 3),
        labelled("A section", "x" * 60),
        {"text": LONG * 4},
        {"text": LONG * 10},
        {"text": "x" * 60},
        {"address": f"https://{'a' * 60}.example/"},
        {"credit": ("Words © Someone: CC BY 4.0, you may copy this card. " * 8,)},
    ],
    ids=lambda changed: f"{next(iter(changed.values()))}"[:30],
)
@pytest.mark.parametrize("asks", [True, False], ids=["prompts", "no prompts"])
def test_a_card_takes_whatever_a_sheet_takes(
    changed: dict[str, Any], size: Size, asks: bool
) -> None:
    """In the largest type that fits: all is on it, and inside it, and other cards are as before."""
    card = replace(DECK[1], **({} if asks else {"prompts": ()}) | changed)
    front, back = leaves(draw_some(DECK[0], card, size=size).pdf)
    first, side = front.sides[:2]
    behind = turned(back)[1]
    label = card.homes[0].label
    assert side.text == squeezed(f"{card.number}{card.text}{card.homes[0].number}{label}")
    back_words = card.prompts or (label, card.homes[0].title)
    for words in (*back_words, card.address, *card.credit):
        assert squeezed(words) in behind.text
    for each in (side, behind):
        letters = [item for item in each.characters if item["text"] != " "]
        assert min(item["x0"] for item in letters) >= each.x0 + 4 * MM
        assert max(item["x1"] for item in letters) <= each.x1 - 4 * MM
        assert min(item["top"] for item in letters) >= each.top + 3 * MM
        assert max(item["bottom"] for item in letters) <= each.bottom - 3 * MM
    assert first.characters[0]["size"] == laid_out("a4", size)[0].sides[0].characters[0]["size"]


@pytest.mark.parametrize("size", SIZES)
def test_a_word_is_made_smaller_before_it_is_parted(size: Size) -> None:
    """A label in one line stays so, if in smaller type."""
    for label in ("Governance", "Safeguarding", "Accountability"):
        (front, _) = leaves(draw_some(replace(DECK[0], **labelled(label)), size=size).pdf)
        side = front.sides[0]
        letters = side.characters[-len(label) :]
        assert "".join(item["text"] for item in letters) == label
        assert len({round(item["top"]) for item in letters}) == 1
        assert letters[0]["size"] >= {"clear": 12, "large": 16}[size] - 0.01


@pytest.mark.parametrize("size", SIZES)
def test_all_that_does_not_fit_is_named_at_once(size: Size) -> None:
    """The card whose words are too many, the section with the label, and whose rights they are."""
    changes = (
        {"text": "word " * 1000},
        labelled("word " * 300),
        {"credit": ("Someone " * 900,)},
    )
    long = [replace(card, **change) for card, change in zip(DECK, changes, strict=False)]
    with pytest.raises(DoesNotFitError) as error:
        draw_some(*long, DECK[4], replace(DECK[-1], summary="word " * 1000), size=size)
    assert {*error.value.ids} == {DECK[0].id, "it--label", DECK[-1].id, f"{DECK[2].id}--rights"}


@pytest.mark.parametrize("size", SIZES)
def test_a_resource_may_belong_to_many_sections(size: Size) -> None:
    """Its back has the mark of each, and their labels."""
    homes = tuple(Home(str(number), f"Label {number}", "A title") for number in range(1, 6))
    for many in range(len(homes) + 1):
        card = replace(DECK[23], homes=homes[:many])
        back = leaves(draw_some(card, size=size).pdf)[1].sides[1]
        assert back.text.startswith("".join(home.number for home in card.homes) + "Resource")
        assert squeezed(", ".join(home.label for home in card.homes)) in back.text


def test_hostile_words_are_only_words() -> None:
    """Nothing in the data is taken for a command of Typst."""
    text = '#panic() *a* _b_ `c` $d$ [e] // f <g> @h \\i {{ j }} {% k %} "l" ~ -- ... ?'
    front = leaves(draw_some(replace(DECK[0], text=text)).pdf)[0].sides[0]
    assert squeezed(text) in front.text


@pytest.mark.parametrize("size", SIZES)
def test_words_from_right_to_left(size: Size, tmp_path: Path) -> None:
    """The question begins at the right, the code stands at the left, and it reads in its order."""
    text = "كيف تتعاونون لتطوير هدف شراكتكم؟"
    card = replace(DECK[0], text=text, homes=(Home("1", "الهدف", "ما هو هدف العمل؟"),))
    own = Language("ar", None, "rtl")
    deck = draw_some(card, family="Noto Sans Arabic", size=size, own=own)
    side = leaves(deck.pdf)[0].sides[0]
    figures = [item for item in side.characters if item["text"] in "1."]
    assert figures[0]["x0"] > (side.x0 + side.x1) / 2
    with pypdfium2.PdfDocument(deck.pdf) as document:
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    assert code.text == card.printed
    assert code.position.top_right.x / 2 < (side.x0 + side.x1) / 2
    file = tmp_path / "deck.pdf"
    file.write_bytes(deck.pdf)
    assert validator.validate_pdf(str(file), profile="ua1").is_compliant
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"1.1 {text}"]
