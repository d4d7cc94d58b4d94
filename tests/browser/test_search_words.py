"""What is searched and what is typed are the same words, however they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import pages

SAME = {
    "question mark": ("trust?", "trust"),
    "signs at both ends": ("¿trust?!…", "trust"),
    "straight quotation marks": ('"trust"', "trust"),
    "curly quotation marks": ("“trust”", "trust"),
    "single quotation marks": ("‘trust’", "trust"),
    "low and high quotation marks": ("„trust“", "trust"),
    "angle quotation marks": ("« trust »", "trust"),
    "brackets": ("(trust)", "trust"),
    "square and curly brackets": ("[{trust}]", "trust"),
    "code": ("<script>trust</script>", "script trust script"),
    "curly apostrophe": ("partner’s", "partner's"),
    "modifier letter for an apostrophe": ("partnerʼs", "partner's"),
    "grave accent for an apostrophe": ("partner`s", "partner's"),
    "prime for an apostrophe": ("partner′s", "partner's"),
    "no apostrophe": ("King's Fund", "kings fund"),
    "not shortened": ("don’t", "dont"),
    "elision": ("l'église", "église"),
    "elision with a curly apostrophe": ("L’Église", "eglise"),
    "longer elision": ("dell’accordo", "accordo"),
    "soft hyphen": ("part\u00adner\u00adship", "partnership"),
    "space without width": ("part\u200bnership", "partnership"),
    "joiner without width": ("partner\u200dship", "partnership"),
    "byte order mark": ("\ufeffpartnership", "partnership"),
    "sign of direction": ("\u202epartnership\u202c", "partnership"),
    "accents": ("Évaluation côté", "evaluation cote"),
    "accents as signs of their own": ("e\u0301valuation", "évaluation"),
    "letters that are no accents": ("Łódź Ærø straße", "lodz aero strasse"),
    "capitals": ("TRUST", "trust"),
    "dotted capital": ("İSTANBUL", "istanbul"),
    "wide letters": ("ｔｒｕｓｔ", "trust"),
    "ligature": ("oﬃce", "office"),
    "no-break space and hyphen": ("away\u00a0day co\u2011design", "away day co-design"),
    "dashes": ("purpose—trust", "purpose trust"),
    "point after a number": ("3.4.", "3.4"),
    "decimal comma": ("3,4", "3.4"),
    "wide digits": ("３．４", "3.4"),
    "Arabic digits": ("٣٫٤", "3.4"),
    "letter before a number": ("Q3.4", "q 3.4"),
    "Arabic vowel signs": ("شَراكة", "شراكة"),
    "Arabic forms of a letter": ("إدارة", "اداره"),
    "Hebrew points": ("שָׁלוֹם", "שלום"),
    "Greek final sigma": ("σκοπός", "ΣΚΟΠΟΣ"),
    "Cyrillic": ("Ёлка", "елка"),
    "plurals": ("meetings, policies, classes", "meeting policy class"),
}
"""What is written, and the same written plainly."""

PARTED = {
    "Chinese": ("我们的伙伴关系", "伙伴"),
    "Japanese": ("私たちの目的は何ですか", "目的"),
    "Thai": ("เราทำงานร่วมกัน", "ทำงาน"),
}
"""What is written without spaces, and a word in it."""


@pytest.fixture(scope="module")
def module(site: Path) -> str:
    """The path of the module that both go through."""
    (file,) = site.glob("assets/search-words.*.mjs")
    return file.relative_to(site).as_posix()


def stems(page: Page, address: str, module: str, texts: list[str]) -> list[list[str]]:
    """What the module makes of texts, in the browser."""
    script = "async ([module, texts]) => texts.map((await import(module)).stems)"
    return list(page.evaluate(script, [address + module, texts]))


@pytest.mark.parametrize(("written", "plain"), SAME.values(), ids=SAME)
def test_signs_and_forms_make_no_difference(
    visit: Callable[..., Page], address: str, module: str, written: str, plain: str
) -> None:
    """Quotation marks, brackets, apostrophes, accents, capitals, and what cannot be seen."""
    one, other = stems(visit(address + pages.PLAIN["sheet"]), address, module, [written, plain])
    assert one
    assert other == one


@pytest.mark.parametrize(("written", "word"), PARTED.values(), ids=PARTED)
def test_words_are_known_where_no_spaces_part_them(
    visit: Callable[..., Page], address: str, module: str, written: str, word: str
) -> None:
    """By the browser's own list of words; without it, letter by letter."""
    page = visit(address + pages.PLAIN["sheet"])
    (parted,) = stems(page, address, module, [written])
    assert word in parted
    bare = visit(address + pages.PLAIN["sheet"], "Intl.Segmenter = undefined")
    whole, part = stems(bare, address, module, [written, word])
    assert set(part) <= set(whole)


@pytest.mark.parametrize("nothing", ["", " ", "?", "…", "\u200b", "«»", "🙂"])
def test_what_holds_no_word_has_none(
    visit: Callable[..., Page], address: str, module: str, nothing: str
) -> None:
    """Signs alone are no query."""
    assert [[]] == stems(visit(address + pages.PLAIN["sheet"]), address, module, [nothing])
