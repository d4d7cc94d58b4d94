"""Check that the typefaces have every character on each printed sheet.

Takes loaded data, whether valid or not, and asks `drawing.fonts` which characters are missing. How
a sheet is laid out is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import category
from unicodedata import name as name_of

from generator.data.loader import Entry, LoadedData, TextValue
from generator.drawing import fonts
from generator.errors import Location, Problem, shown_path
from generator.model.values import Mark


def problems(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each text with a character that no typeface for its sheet has.

    A sheet is set in one typeface, so this must have all characters of the sheet.
    """
    found = tuple(_letters_without_typeface(loaded))
    yield from found
    for path in fonts.given().variable if found else ():
        yield Problem(
            Location(shown_path(path)),
            "a variable typeface, of which one file holds all weights, is not used",
            "put the files of its weights Regular and Bold here",
        )


def _letters_without_typeface(loaded: LoadedData) -> Iterator[Problem]:
    """Yield a problem for each missing character on the sheets of the framework and each record."""
    about, resources = [*loaded.entries_of("framework")], [*loaded.entries_of("resource")]
    whole = [*about, *loaded.entries_of("section")]
    framework_texts = [
        *chain(
            *map(_printed_texts, whole),
            *(_printed_texts(entry, Mark.ELSEWHERE) for entry in resources),
        )
    ]
    about_texts = [*chain(*map(_printed_texts, about))]
    yield from _missing_on_sheet([], framework_texts)
    for base, kind in ((about_texts, "resource"), (framework_texts, "plan")):
        letters = frozenset().union(*(it.text for it in base))
        for entry in loaded.entries_of(kind):
            yield from _missing_on_sheet(base, [*_printed_texts(entry)], letters)


def _missing_on_sheet(
    base: Sequence[TextValue],
    more: Sequence[TextValue],
    letters: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Yield the missing characters of one sheet, which holds the texts of `base` and `more`.

    `letters` are the characters of `base`, given so that they are collected once.
    """
    missing = set(fonts.missing(letters.union(*(it.text for it in more))))
    for it in chain(base, more) if missing else ():
        if letter := next((letter for letter in it.text if letter in missing), None):
            yield _missing_letter(letter, it.location)


def _printed_texts(entry: Entry, among: Mark | None = None) -> Iterator[TextValue]:
    """Yield each printed text, or those with the mark `among`."""
    for it in entry.texts:
        is_record = bool(it.path)  # the whole file may be one text
        if is_record and Mark.NOT_PRINTED not in it.marks and (not among or among in it.marks):
            yield it


def _missing_letter(letter: str, location: Location) -> Problem:
    """Return the problem for a missing character, with a free typeface that may have it."""
    named = ", ".join((f"U+{ord(letter):04X}", *filter(None, [name_of(letter, "").lower()])))
    said = f"'{letter}' ({named})"
    if [*fonts.missing(letter)]:
        wrong = f"the sheets' typefaces have no {said}"
    else:
        wrong = f"no typeface has {said} and the other letters of its sheet"
    instead = "write it in other letters" if category(letter)[0] in "LMN" else "use a word instead"
    return Problem(
        location, wrong, f"{instead}, or {_FONT_ADVICE.format(_suggested_typeface(letter))}"
    )


_FONT_ADVICE = (
    "give a folder with a typeface that has it{} as 'fonts_dir' in mkdocs.yml, or "
    "do without PDF and Word: 'sheets: false'"
)
"""Advice on a missing character; the gap is for the name of a typeface."""
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
"""The words with which the Unicode names of Chinese, Japanese and Korean characters begin."""


def _suggested_typeface(letter: str) -> str:
    """Return the name of a free typeface that is likely to have a character, or an empty string."""
    script = name_of(letter, "").partition(" ")[0]
    if script in _EAST_ASIAN:
        return ", such as Noto Sans CJK,"
    if category(letter)[0] in "LM" and script.isalpha():
        return f", such as Noto Sans {script.capitalize()},"
    return ""
