"""What is searched and what is typed are the same words, however they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

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


@pytest.fixture
def stems(without_page: Callable[..., Any]) -> Callable[..., list[list[str]]]:
    """What the module that both go through makes of texts."""

    def made(texts: list[str], **options: str) -> list[list[str]]:
        script = "(module, texts) => texts.map(module.stems)"
        found: list[list[str]] = without_page("assets/search-words.mjs", script, texts, **options)
        return found

    return made


@pytest.mark.parametrize(("written", "plain"), SAME.values(), ids=SAME)
def test_signs_and_forms_make_no_difference(
    stems: Callable[..., list[list[str]]], written: str, plain: str
) -> None:
    """Quotation marks, brackets, apostrophes, accents, capitals, and what cannot be seen."""
    one, other = stems([written, plain])
    assert one
    assert other == one


@pytest.mark.parametrize(("written", "word"), PARTED.values(), ids=PARTED)
def test_words_are_known_where_no_spaces_part_them(
    stems: Callable[..., list[list[str]]], written: str, word: str
) -> None:
    """By the browser's own list of words; without it, letter by letter."""
    (parted,) = stems([written])
    assert word in parted
    whole, part = stems([written, word], before="Intl.Segmenter = undefined")
    assert set(part) <= set(whole)


@pytest.mark.parametrize("nothing", ["", " ", "?", "…", "\u200b", "«»", "🙂"])
def test_what_holds_no_word_has_none(stems: Callable[..., list[list[str]]], nothing: str) -> None:
    """Signs alone are no query."""
    assert [[]] == stems([nothing])
