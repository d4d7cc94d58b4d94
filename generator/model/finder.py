"""Search for whole words in text, with a value attached to each word.

Takes plain text or HTML without tags; returns positions and values. Text is compared in normalised
form: Unicode NFKD, straight quotation marks, single spaces, no invisible characters. Must not know
what the words or the values mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from html import unescape
from typing import Generic, NamedTuple, TypeVar
from unicodedata import category, combining, normalize

from generator.model.values import INVISIBLE
from generator.system.results import kept

Value = TypeVar("Value")

_LOOKALIKES = (*zip("‘’‛ʼ´`“”„‟‐‑\N{NO-BREAK SPACE}", "''''''\"\"\"\"-- ", strict=True),)
"""Characters that look like another to readers, each with that one."""

_ASCII_LOOKALIKES = tuple(pair for pair in _LOOKALIKES if pair[0].isascii())
"""Those that plain text in ASCII can hold, in which all else is normal as it is."""

_HTML_CHARACTER = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?|.", re.DOTALL)
"""A character in HTML: itself or a character reference."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\ua9e0-\ua9ff"
    "\uaa60-\uaadf\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces between words: Thai, Khmer, Chinese, Japanese …"""


class Found(NamedTuple, Generic[Value]):
    """A word found in a text: its start and end, as offsets in characters, and its value."""

    start: int
    end: int
    value: Value


class Finder(Generic[Value]):
    """Finds whole words in text; of several that start at one position, the longest.

    A word without a capital letter is also found with an initial capital.
    """

    def __init__(self, words: Mapping[str, Value]) -> None:
        """Prepare to find `words`, each mapped to its value."""
        by_form: dict[str, tuple[str, Value]] = {}
        for word, value in words.items():
            by_form.setdefault(normalise(word), (word, value))
        by_form.pop("", None)
        forms: dict[str, list[tuple[str, Value]]] = {}
        for form in sorted(by_form, key=len, reverse=True):
            word, value = by_form[form]
            for written in _written_forms(word):
                forms.setdefault(written[0], []).append((written, value))
        # Each form is a capturing group, so that the group's number tells which was found; by their
        # first characters, a position where none begins is passed over quickly.
        self._values = [value for its in forms.values() for _, value in its]
        groups = (
            f"{re.escape(first)}(?:{'|'.join(f'({_pattern(form[1:])})' for form, _ in its)})"
            for first, its in forms.items()
        )
        self._words = f"(?:{'|'.join(groups)})" if forms else "(?!)"

    def values_in(self, text: str) -> Iterator[Value]:
        """Yield the values of the words in a plain text: `find` without positions, and faster."""
        for match in self._matches(_normalise_characters(text)):
            yield self._values[(match.lastindex or 0) - 1]

    def find(self, text: str) -> Iterator[Found[Value]]:
        """Yield the words in a plain text, in order of position."""
        yield from self._find(text, html=False)

    def find_in_html(self, text: str) -> Iterator[Found[Value]]:
        """Yield the words in HTML text without tags; positions are those in the HTML source."""
        yield from self._find(text, html="&" in text)

    def _find(self, text: str, *, html: bool) -> Iterator[Found[Value]]:
        plain, starts, ends = _with_offsets(text, html=html)
        for match in self._matches(plain):
            start, end = starts[match.start()], ends[match.end() - 1]
            if start >= 0 and end >= 0:
                yield Found(start, end, self._values[(match.lastindex or 0) - 1])

    def _matches(self, plain: str) -> Iterator[re.Match[str]]:
        """Yield what is found in a normalised text."""
        has_marks = not plain.isascii() and any(category(it)[0] == "M" for it in {*plain})
        return (self._among_marks if has_marks else self._pattern).finditer(plain)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The pattern for a text without combining marks, which is compiled ten times as fast."""
        return re.compile(_word_start("") + self._words + _word_end(""))

    @cached_property
    def _among_marks(self) -> re.Pattern[str]:
        """The pattern for any text."""
        return re.compile(_word_start(_marks()) + self._words + _word_end(_marks()))


def normalise(text: str) -> str:
    """Return the form in which texts are compared; texts that look the same have the same form."""
    return " ".join(_normalise_characters(text).split())


def _normalise_characters(text: str) -> str:
    """Normalise each character, and leave white space as it is."""
    plain = _without_lookalikes(text)
    if plain.isascii():
        return plain
    return _without_lookalikes(normalize("NFKD", INVISIBLE.sub("", plain)))


def _without_lookalikes(text: str) -> str:
    # `str.translate` asks a dictionary for every character
    for mark, plain in _ASCII_LOOKALIKES if text.isascii() else _LOOKALIKES:
        text = text.replace(mark, plain)
    return text


def _with_offsets(text: str, *, html: bool) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return the normalised text, and the start and end of each of its characters in `text`.

    An offset is -1 within a character of `text`. In HTML a reference counts as one character.
    """
    if not html and (plain := _normalise_characters(text)) == _without_lookalikes(text):
        return plain, range(len(text)), range(1, len(text) + 1)
    clusters: list[tuple[str, int, int]] = []
    for match in _HTML_CHARACTER.finditer(text) if html else re.finditer(".", text, re.DOTALL):
        characters = unescape(match[0]) if html else match[0]
        start = match.start()
        if clusters and (combining(characters[0]) or INVISIBLE.fullmatch(characters)):
            before, start, _ = clusters.pop()  # a combining mark belongs to its base letter
            characters = before + characters
        clusters.append((characters, start, match.end()))
    plain, starts, ends = "", [], []
    for characters, start, end in clusters:
        letters = _normalise_characters(characters)
        inner = [-1] * (len(letters) - 1)
        plain += letters
        starts += [start, *inner] if letters else []
        ends += [*inner, end] if letters else []
    return plain, starts, ends


def _written_forms(word: str) -> list[str]:
    """Return the normalised forms of a word, which may have an initial capital if it has none."""
    first, rest = word[0], word[1:]
    initials = {first}
    if word == word.lower() and first.isalpha():
        initials |= {first.upper(), first.title(), *_CAPITALS.get(first, ())}
    return sorted({normalise(letter + rest) for letter in initials})


def _pattern(form: str) -> str:
    """Return a pattern for a form, or the rest of one, with any white space between its words."""
    return r"\s+".join(map(re.escape, form.split(" ")))


_CAPITALS = {"i": "İ", "ß": "ẞ"}
"""Capital forms besides those that `str.upper` and `str.title` give."""


def _word_start(marks: str) -> str:
    """Return a pattern for the start of a word; in an unspaced script, any position.

    `marks` are the combining marks that a text may have.
    """
    return rf"(?:(?<![\w{marks}/-])|(?=[{_UNSPACED}]))"


def _word_end(marks: str) -> str:
    """Return a pattern for the end of a word; in an unspaced script, any end of a letter."""
    return rf"(?:(?![\w{marks}-])|(?<=[{_UNSPACED}]){f'(?![{marks}])' if marks else ''})"


@cache
@kept
def _marks() -> str:
    """Return all combining marks, as ranges for a character class."""
    codes = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))
    marks = {code for code in codes if category(chr(code))[0] == "M"}
    starts = sorted(code for code in marks if code - 1 not in marks)
    ends = sorted(code for code in marks if code + 1 not in marks)
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))
