"""Chooses the typeface of a sheet: the first of ours that has every letter of its texts.

A folder of more typefaces may be given; these set the letters that ours lack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from generator.drawing.typesetting import Typeface, typefaces
from generator.system.results import kept

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "font_files"

FAMILIES = {
    "Atkinson Hyperlegible Next": "AtkinsonHyperlegibleNext",
    "Noto Sans": "NotoSans",
    "Noto Sans Arabic": "NotoSansArabic",
    "Noto Sans Hebrew": "NotoSansHebrew",
}
"""Our typefaces in the order of preference, and how the names of their files begin."""

WEIGHTS = {400: "Regular", 700: "Bold"}
"""The weights in which a sheet is set: the words, and what stands out."""

BESIDE = ", "
"""What stands between families where a sheet is set in more than one."""

_NEEDS_NO_GLYPH = frozenset(" \n\t\u200b")


class File(NamedTuple):
    """A typeface in a file: its number there, 0 but in a collection."""

    path: Path
    number: int = 0


class Given(NamedTuple):
    """A folder of typefaces beside ours: its families with the file of each weight.

    `digest` is made of all that is in them; `variable` are files of which one is many typefaces,
    which are not used.
    """

    folder: Path | None = None
    families: Mapping[str, Mapping[str, File]] = {}
    digest: str = ""
    variable: tuple[Path, ...] = ()


_given = Given()


def use(folder: Path | None) -> Given:
    """Have the typefaces in `folder`, and in folders in it, beside ours in this process.

    Raises `OSError` where a file cannot be read.
    """
    global _given  # as its typefaces, what a process draws with is the same for all that it draws
    if folder != _given.folder or folder is not None:
        _given = _read_folder(folder) if folder else Given()
    return _given


def given() -> Given:
    """The typefaces beside ours."""
    return _given


def family_for(texts: Iterable[str]) -> str | None:
    """The family that has every character of `texts`; None where there is none.

    A sheet is set in one typeface throughout, as two within a word would lose marks. Where none of
    ours has all, it is set in one of ours and, beside it, in those given ones that have the rest:
    all are named, as in 'Noto Sans, Noto Sans Bengali'.
    """
    letters = set("".join(texts)) - _NEEDS_NO_GLYPH
    return next((BESIDE.join(names) for names, lacking in _choices(letters) if not lacking), None)


def missing(text: Iterable[str]) -> Iterator[str]:
    """The characters of `text` that no choice of families has, or has together."""
    letters = set(text) - _NEEDS_NO_GLYPH
    yield from min((sorted(lacking) for _, lacking in _choices(letters)), key=len)


def _choices(letters: set[str]) -> Iterator[tuple[list[str], set[str]]]:
    """Each choice of families, with those of the letters that it lacks; the best are first."""
    for family in FAMILIES:
        yield [family], letters - _characters(family)
    for first in FAMILIES if _given.families else ():
        names, lacking = [first], letters - _characters(first)
        for family in _given.families:
            if lacking & _characters(family):
                names.append(family)
                lacking = lacking - _characters(family)
        yield names, lacking


def for_word(family: str, texts: Iterable[str]) -> tuple[str, str, str]:
    """The families that Word takes for Latin letters, East Asian ones and those of other scripts.

    `family` is what `family_for` gave for these texts.
    """
    first, *more = family.split(BESIDE)
    letters = set("".join(texts)) - _characters(first)
    asian = complex_ = first
    for name in reversed(more):
        own = letters & _characters(name)
        if any(east_asian_width(letter) in "WF" for letter in own):
            asian = name
        else:
            complex_ = name
    return first, asian, complex_


def files_of(family: str) -> Iterator[Mapping[str, File]]:
    """The file of each weight that a family has; of several families, one after the other."""
    for name in family.split(BESIDE):
        if name in FAMILIES:
            yield {it: File(FOLDER / f"{FAMILIES[name]}-{it}.ttf") for it in WEIGHTS.values()}
        else:
            yield _given.families[name]


class Measures(NamedTuple):
    """The width of each character that a typeface has, and how high it stands.

    That is how far letters go above and below the line, and capitals above. All are parts of the
    type size.
    """

    widths: Mapping[int, float]
    ascent: float
    descent: float
    capitals: float


@cache
def measures(file: File) -> Measures:
    """The measures of the typeface in a file, which is one of ours or of those given."""
    digest = "" if file.path.parent == FOLDER else _given.digest
    codes, widths, *heights = _measured(str(file.path), file.number, digest)
    return Measures(dict(zip(codes, widths, strict=True)), *heights)


@kept
def _measured(path: str, number: int, _: str) -> tuple[list[int], list[float], float, float, float]:
    """The codes of characters, their widths, and what else is measured; `_` is a digest of it."""
    with _opened(File(Path(path), number)) as font:
        unit, line = font["head"].unitsPerEm, font["hhea"]
        glyphs = font.getBestCmap() or {}
        widths = [font["hmtx"][name][0] / unit for name in glyphs.values()]
        capitals = getattr(font["OS/2"], "sCapHeight", 0) or line.ascent
        return [*glyphs], widths, line.ascent / unit, -line.descent / unit, capitals / unit


def _opened(file: File) -> TTFont:
    """The typeface in a file, to be closed again."""
    from fontTools.ttLib import TTFont  # not before one is read: it takes long to load

    return TTFont(file.path, lazy=True, fontNumber=file.number)


@cache
def _characters(family: str) -> frozenset[str]:
    """What a family has in each of its weights."""
    (files,) = files_of(family)
    return frozenset.intersection(*map(_characters_in, files.values()))


@cache
def _characters_in(file: File) -> frozenset[str]:
    return frozenset(map(chr, measures(file).widths))


def _read_folder(folder: Path) -> Given:
    every = [it for it in typefaces(folder) if it.weight in WEIGHTS and it.family not in FAMILIES]
    every.sort(key=lambda it: (it.path.as_posix(), it.number))
    stats = [it.path.stat() for it in every]
    return _read(
        folder, tuple(every), tuple((it.st_mtime_ns, it.st_size, it.st_ino) for it in stats)
    )


@lru_cache(maxsize=1)  # as long as the files are those that they were
def _read(folder: Path, every: tuple[Typeface, ...], stamps: tuple[tuple[int, ...], ...]) -> Given:
    _characters.cache_clear()
    _characters_in.cache_clear()
    measures.cache_clear()
    families: dict[str, dict[str, File]] = {}
    variable: list[Path] = []
    for typeface in every:
        file = File(typeface.path, typeface.number)
        with _opened(file) as font:
            if "fvar" in font:
                variable.append(file.path)
            elif BESIDE not in typeface.family:
                weights = families.setdefault(typeface.family, {})
                weights.setdefault(WEIGHTS[typeface.weight], file)
    # Without a regular weight a family would be bold throughout.
    whole = {name: all_ for name, all_ in families.items() if "Regular" in all_}
    digest = sha256()
    for path in sorted({typeface.path for typeface in every}):
        digest.update(sha256(path.read_bytes()).digest())
    return Given(folder, whole, digest.hexdigest(), tuple(dict.fromkeys(variable)))
