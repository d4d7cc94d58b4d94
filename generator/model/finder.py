"""Finds words in a text, and says which of them was found: there is no second look-up.

Texts and words are compared as readers see them: any white space is one space, curly signs are
straight ones, letters are the same however they are encoded, and what cannot be seen is not there.
Knows nothing of what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from typing import Generic, NamedTuple, TypeVar
from unicodedata import category, combining, normalize

from generator.model.values import UNSEEN

Of = TypeVar("Of")

_ALIKE = str.maketrans("‘’‛ʼ´`“”„‟‐‑\N{NO-BREAK SPACE}", "''''''\"\"\"\"-- ")
"""Signs that are one to a reader, each beside the plain one."""

_PIECE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?|.", re.DOTALL)
"""A character of HTML, or a reference to one."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\ua9e0-\ua9ff"
    "\uaa60-\uaadf\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of writings that put no spaces between words: Thai, Khmer, Chinese, Japanese …"""


class Found(NamedTuple, Generic[Of]):
    """A word in a text: where it begins and ends, and what it stands for."""

    start: int
    end: int
    of: Of


class Finder(Generic[Of]):
    """Finds whole words in a text: the longest of those that begin at one place.

    A word that has no capital letter is found at the beginning of a sentence, too.
    """

    def __init__(self, words: Mapping[str, Of]) -> None:
        """`words` are those to find, each with what it stands for."""
        plain: dict[str, tuple[str, Of]] = {}
        for word, of in words.items():
            plain.setdefault(signs(word), (word, of))
        plain.pop("", None)
        longest = sorted(plain, key=len, reverse=True)
        self._of = [plain[word][1] for word in longest]
        # Each word is a group, so that a match knows its number.
        every = "|".join(f"({_pattern_of(plain[word][0])})" for word in longest)
        self._pattern = re.compile(f"{_before()}(?:{every}){_after()}" if every else r"(?!)")

    def among(self, text: str) -> Iterator[Of]:
        """What the words in a plain text stand for: as `found`, without their places and faster."""
        for match in self._pattern.finditer(_plain(text)):
            yield self._of[(match.lastindex or 0) - 1]

    def found(self, text: str) -> Iterator[Found[Of]]:
        """The words in a plain text, in their order."""
        yield from self._found(text, html=False)

    def found_in_html(self, text: str) -> Iterator[Found[Of]]:
        """The words in a text of HTML that has no tags in it; places are those of the HTML."""
        yield from self._found(text, html="&" in text)

    def _found(self, text: str, *, html: bool) -> Iterator[Found[Of]]:
        plain, starts, ends = _with_places(text, html=html)
        for match in self._pattern.finditer(plain):
            start, end = starts[match.start()], ends[match.end() - 1]
            if start >= 0 and end >= 0:
                yield Found(start, end, self._of[(match.lastindex or 0) - 1])


def signs(text: str) -> str:
    """A text as it is compared: two that look the same to a reader are the same."""
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    return normalize("NFKD", UNSEEN.sub("", text.translate(_ALIKE))).translate(_ALIKE)


def _with_places(text: str, *, html: bool) -> tuple[str, Sequence[int], Sequence[int]]:
    """A text as it is compared, and where each character of that begins and ends in `text`.

    -1 where it begins or ends within a character of `text`. In HTML a reference is a character.
    """
    if not html and (plain := _plain(text)) == text.translate(_ALIKE):
        return plain, range(len(text)), range(1, len(text) + 1)
    pieces: list[tuple[str, int, int]] = []
    for found in _PIECE.finditer(text) if html else re.finditer(".", text, re.DOTALL):
        said = unescape(found[0]) if html else found[0]
        start = found.start()
        if pieces and (combining(said[0]) or UNSEEN.fullmatch(said)):
            before, start, _ = pieces.pop()  # a mark belongs to its letter
            said = before + said
        pieces.append((said, start, found.end()))
    plain, starts, ends = "", [], []
    for said, start, end in pieces:
        letters = _plain(said)
        inner = [-1] * (len(letters) - 1)
        plain += letters
        starts += [start, *inner] if letters else []
        ends += [*inner, end] if letters else []
    return plain, starts, ends


def _pattern_of(word: str) -> str:
    """A pattern for a word; one that has no capital letter may begin with one."""
    first, rest = word[0], word[1:]
    begins = {first}
    if word == word.lower() and first.isalpha():
        begins |= {first.upper(), first.title(), *_CAPITALS.get(first, ())}
    forms = sorted({signs(letter + rest) for letter in begins})
    return "|".join(r"\s+".join(map(re.escape, form.split(" "))) for form in forms)


_CAPITALS = {"i": "İ", "ß": "ẞ"}
"""Capital letters besides the one that Unicode names first."""


@cache
def _before() -> str:
    """Nothing of a word stands before, where words are parted by spaces."""
    return rf"(?:(?<![\w{_marks()}/-])|(?=[{_UNSPACED}]))"


@cache
def _after() -> str:
    """Nothing of a word follows, where words are parted by spaces; a letter keeps its marks."""
    return rf"(?:(?![\w{_marks()}-])|(?<=[{_UNSPACED}])(?![{_marks()}]))"


@cache
def _marks() -> str:
    """All marks that belong to the letter before them, as ranges for a pattern."""
    codes = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))
    marks = {code for code in codes if category(chr(code))[0] == "M"}
    begins = sorted(code for code in marks if code - 1 not in marks)
    ends = sorted(code for code in marks if code + 1 not in marks)
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(begins, ends, strict=True))
