"""Measure how hard our own prose is to read: the Flesch-Kincaid grade level, as an age.

An age in the United Kingdom is the grade in the United States plus five years. Syllables are
counted by rule; on our own text, their sum is within 1% of that by the CMU Pronouncing Dictionary.
Takes passages, and knows nothing of where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.checks.prose import Passage
from generator.errors import Problem
from generator.system.results import kept

MAX_READING_AGE = 12.0
"""The reading age, in years, that no page may exceed."""

MIN_PAGE_WORDS = 100
"""The number of words from which a page is measured alone, as the formula needs as many."""

MIN_PASSAGE_WORDS = 4
"""The number of words from which a passage is measured; fewer are a name or a label."""

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
"""Adjacent vowels that are spoken as two syllables."""


class Measure(NamedTuple):
    """The counts of words, sentences and syllables in a text."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    def __add__(self, other: tuple[object, ...]) -> Measure:  # tuples would concatenate
        """Return the counts of both texts together."""
        assert isinstance(other, Measure)
        return Measure(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def age(self) -> float:
        """The reading age in years, to one decimal place: the Flesch-Kincaid grade level plus 5."""
        if not self.words:
            return 0.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return round(0.39 * per_sentence + 11.8 * per_word - 15.59 + 5, 1)


def measure(text: str) -> Measure:
    """Return the counts of a text, which has one sentence at least."""
    words = _WORD.findall(text)
    return Measure(len(words), len(sentences(text)), sum(map(syllables, words)))


def sentences(text: str) -> list[str]:
    """Split a text into its sentences."""
    return _SENTENCE_BREAK.split(text)


@cache
def syllables(word: str) -> int:
    """Return the number of syllables in a word; an abbreviation such as NHS is spelt out."""
    if word.isupper() and len(word) > 1:
        return len(word) + 2 * word.count("W")
    spelling = re.sub("['’]s?", "", word.lower())
    if len(spelling) <= 3:
        return 1
    spoken = _SILENT_LETTERS.sub("", spelling).removeprefix("y")
    return max(1, len(_VOWEL_GROUP.findall(spoken)) + len(_TWO_SYLLABLE_VOWELS.findall(spoken)))


def by_page(passages: Iterable[Passage]) -> Mapping[str, Measure]:
    """Return the counts of each page; those with few words are added up under an empty name."""
    texts: dict[str, list[str]] = {}
    for passage in passages:
        if not passage.is_title:
            texts.setdefault(passage.page, []).append(passage.text)
    pages = {page: Measure(*_measure_all(tuple(its))) for page, its in texts.items()}
    short = {page: total for page, total in pages.items() if total.words < MIN_PAGE_WORDS}
    long = {page: total for page, total in pages.items() if page not in short}
    return long | ({"": sum(short.values(), Measure())} if any(short.values()) else {})


class OnPage(NamedTuple):
    """The title of a page, empty where it has none, and the counts of its words."""

    title: str
    measure: Measure


def with_titles(passages: Sequence[Passage]) -> Mapping[str, OnPage]:
    """Return what `by_page` returns, with the first title of each page."""
    titles = {item.page: item.text for item in reversed(passages) if item.is_title}
    return {page: OnPage(titles.get(page, ""), its) for page, its in by_page(passages).items()}


@kept
def _measure_all(texts: tuple[str, ...]) -> Measure:
    """Return the counts of all texts that are sentences, not names or labels."""
    return sum(map(measure, filter(_is_measurable, texts)), Measure())


def problems(passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for each page above `MAX_READING_AGE`, at its hardest sentence."""
    passages = tuple(passages)
    for page, measured in by_page(passages).items():
        if page and measured.age > MAX_READING_AGE:
            on_page = (item for item in passages if item.page == page and not item.is_title)
            passage, sentence = hardest_sentence(
                item for item in on_page if _is_measurable(item.text)
            )
            yield Problem(
                passage.at(sentence),
                f"the reading age of this page is {measured.age}, and this sentence is its "
                f"hardest ({measure(sentence).age})",
                f"write shorter sentences and plainer words, for an age of {MAX_READING_AGE:.0f}",
            )


def hardest_sentence(passages: Iterable[Passage]) -> tuple[Passage, str]:
    """Return the hardest sentence and its passage; one of under eight words only if all are."""
    every = [(passage, part) for passage in passages for part in sentences(passage.text)]
    long = [(passage, part) for passage, part in every if measure(part).words >= 8]
    return max(long or every, key=lambda item: measure(item[1]).age)


def _is_measurable(text: str) -> bool:
    return len(_WORD.findall(text)) >= MIN_PASSAGE_WORDS
