"""How hard a text is to read: the Flesch-Kincaid grade level, as an age, page by page.

A pupil's age in the United Kingdom is the grade of the United States and five years. Syllables
are counted by rule, from the letters: on our own text that gave the sum of the CMU Pronouncing
Dictionary within 1%. Knows nothing of where texts come from but `Passage`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from generator.checks.prose import Passage
from generator.errors import Problem

MAX_READING_AGE = 12.0
"""The reading age, in years, that no page may pass."""

MIN_PAGE_WORDS = 100
"""The words that a page must have to be measured alone: the formula is made for no less."""

MIN_PASSAGE_WORDS = 4
"""The words of the shortest passage that is measured; less is a name or a label."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[^\W_a-z])")
_SILENT_LETTERS = re.compile(
    r"(?<=[^aeiouytd])ed$|(?<=[^aeiouylszxcg])es$|(?<=[^aeiouyl])e$|(?<=[aeiou]l)es?$"
    r"|(?<=[^aeiouyl])e(?=(?:ment|ments|ly|ful|less|ness|work|works|thing|one|body|where|hand)$)"
)
_VOWEL_GROUP = re.compile("[aeiouy]+")
_TWO_SYLLABLE_VOWELS = re.compile(
    r"(?<![tcsg])i(?:a|o(?!u))|eo(?=[lg])|ua(?=[lt])|[aeiouy]ing|ism$|uity|(?<![ct])ie(?:t|nt)"
    r"|idea|crea(?=t)|(?<=[ml])ayer|ious$(?<![tcg]ious)"
)
"""Vowels side by side that are spoken as two."""


class Measure(NamedTuple):
    """A text, counted."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    def __add__(self, other: tuple[object, ...]) -> Measure:  # not that of tuples
        """Both texts together."""
        assert isinstance(other, Measure)
        return Measure(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def age(self) -> float:
        """The reading age: the Flesch-Kincaid grade level and 5, with one decimal place."""
        if not self.words:
            return 0.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return round(0.39 * per_sentence + 11.8 * per_word - 15.59 + 5, 1)


def measure(text: str) -> Measure:
    """Count a text, which is one sentence at least."""
    words = _WORD.findall(text)
    return Measure(len(words), len(sentences(text)), sum(map(syllables, words)))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return _SENTENCE_BREAK.split(text)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; of capital letters, such as NHS, one for each letter."""
    if word.isupper() and len(word) > 1:
        return len(word) + 2 * word.count("W")
    spelling = re.sub("['’]s?", "", word.lower())
    if len(spelling) <= 3:
        return 1
    spoken = _SILENT_LETTERS.sub("", spelling).removeprefix("y")
    return max(1, len(_VOWEL_GROUP.findall(spoken)) + len(_TWO_SYLLABLE_VOWELS.findall(spoken)))


def by_page(passages: Iterable[Passage]) -> Mapping[str, Measure]:
    """Each page with what is measured on it; under "", all that is on pages with few words."""
    pages: dict[str, Measure] = {}
    for passage in _measurable(passages):
        pages[passage.page] = pages.get(passage.page, Measure()) + measure(passage.text)
    short = {page: total for page, total in pages.items() if total.words < MIN_PAGE_WORDS}
    long = {page: total for page, total in pages.items() if page not in short}
    return long | ({"": sum(short.values(), Measure())} if short else {})


def problems(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Pages that are too hard to read, each at its hardest sentence."""
    passages = tuple(_measurable(passages))
    for page, measured in by_page(passages).items():
        if page and measured.age > MAX_READING_AGE:
            passage, sentence = hardest_sentence(item for item in passages if item.page == page)
            yield Problem(
                passage.at(sentence),
                f"the reading age of this page is {measured.age}, and this sentence is its "
                f"hardest ({measure(sentence).age})",
                f"write shorter sentences and plainer words, for an age of {MAX_READING_AGE:.0f}",
            )


def hardest_sentence(passages: Iterable[Passage]) -> tuple[Passage, str]:
    """The sentence that is hardest to read, of at least eight words where there is one."""
    every = [(passage, part) for passage in passages for part in sentences(passage.text)]
    long = [(passage, part) for passage, part in every if measure(part).words >= 8]
    return max(long or every, key=lambda item: measure(item[1]).age)


def _measurable(passages: Iterable[Passage]) -> Iterator[Passage]:
    for passage in passages:
        if not passage.is_title and len(_WORD.findall(passage.text)) >= MIN_PASSAGE_WORDS:
            yield passage
