"""Ways in which the files of the data are damaged: by editors, by discs, by people, by intent."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from generator.data.yaml_reader import parse
from tests.conftest import ROOT

DATA = ROOT / "framework_data"
FILES = {
    file.relative_to(DATA).as_posix(): file.read_bytes() for file in sorted(DATA.rglob("*.yml"))
}
"""The real files."""

WORDS = (
    *(
        "",
        " ",
        "\t",
        "\t- ",
        "\0",
        "\a",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\r",
        "\x0b",
    ),
    *("\ud800", "\udfff", "\ufffe", "\U0010ffff", "\ue000", "\u200b", "\u00a0", "\u202e", "\u2067"),
    *("{{ 7*7 }}", "{{", "{% raw %}", "{#", "<script>alert(1)</script>", "</td>", "&#0;", "]]>"),
    *("# ", "- ", "? ", ": ", ":", "::", "|", ">", "|9", ">-", "'", '"', "`", "@", "%", "\\", "!"),
    *(
        "---",
        "---\n",
        "...\n",
        "%YAML 9.9\n---\n",
        "&a [*a]",
        "*a",
        "<<: *a",
        "<<: {id: x}",
        "!!set",
    ),
    *(
        '"\\U00110000"',
        '"\\ud800"',
        '"\\x00"',
        '"\\q"',
        "'it''s",
        '"no end',
        "[",
        "{",
        "]",
        "}",
        ",",
    ),
    *(
        "!!python/object/apply:os.system [ls]",
        "~",
        "null",
        "yes",
        "No",
        "ON",
        "0x10",
        "0o7",
        "1_000",
    ),
    *(
        "9" * 5000,
        "-1",
        "0",
        "1e999",
        ".inf",
        ".nan",
        "1.5",
        "٣",
        "²",
        "2026-02-31",
        "24:00",
        "٠٩:٣٠",
    ),
    *("[" * 400, "{a: " * 300, "- " * 300, "? " * 300, "[a, " * 11 + "b" + "]" * 11, "'" * 99),
    *("é", "e" + "\u0301" * 99, "👩‍👩‍👧", "שלום", "مرحبا", "日本語", "ŵ", "Ａ", "ﬁ", "İ", "ß"),
    *(
        "x" * 4000,
        "word " * 800,
        "W" * 100_000,
        "id",
        "id: id",
        "framework",
        "index",
        "a--b",
        "-run",
    ),
    *(
        "http://",
        "https://a b",
        "javascript:alert(1)",
        "mailto:@",
        "https://[::1",
        "https://\u202e.x",
    ),
    *("../../etc/passwd", "/", ".", "..", "con", "%2e%2e/", "a/b", "A", "1", "é-a", "a-", "a" * 61),
)
"""What may stand in a line, or in place of a value, and seldom does."""

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BYTES = st.sampled_from(
    (b"\xff", b"\xed\xa0\x80", b"\xc3", b"\xf5\x80\x80\x80", b"\0" * 9, b"\r\n")
)


class Edit(NamedTuple):
    """One change: its name in `TEXT`, two places between 0 and 1, and something to put there."""

    name: str
    first: float
    second: float
    words: bytes

    def __call__(self, text: bytes) -> bytes:
        return TEXT[self.name](text, self.first, self.second, self.words)


def _lines(change: Callable[[list[bytes], int, int, bytes], object]) -> Any:
    def apply(text: bytes, first: float, second: float, words: bytes) -> bytes:
        lines = text.split(b"\n")
        change(lines, int(first * (len(lines) - 1)), int(second * (len(lines) - 1)), words)
        return b"\n".join(lines)

    return apply


def _swap(lines: list[bytes], one: int, other: int, _: bytes) -> None:
    lines[one], lines[other] = lines[other], lines[one]


def _value(lines: list[bytes], one: int, _: int, words: bytes) -> None:
    key, colon, rest = lines[one].partition(b": ")
    lines[one] = key + colon + words if colon else rest + words


def _key(lines: list[bytes], one: int, _: int, words: bytes) -> None:
    line = lines[one]
    lines[one] = line[: len(line) - len(line.lstrip())] + words + line.lstrip()


def _dedented(lines: list[bytes], one: int, _: int, __: bytes) -> None:
    lines[one] = lines[one].removeprefix(b" ")


def _range(text: bytes, first: float, second: float) -> tuple[int, int]:
    one, other = sorted((int(first * len(text)), int(second * len(text))))
    return one, min(other, one + 400)


def _cut(text: bytes, first: float, second: float, _: bytes) -> bytes:
    one, other = _range(text, first, second)
    return text[:one] + text[other:]


def _put(text: bytes, first: float, _: float, words: bytes) -> bytes:
    one = int(first * len(text))
    return text[:one] + words + text[one:]


def _moved(text: bytes, first: float, second: float, _: bytes) -> bytes:
    one, other = _range(text, first, second)
    return text[:one] + text[other:] + text[one:other]


def _encoded(name: str) -> Any:
    def apply(text: bytes, *_: object) -> bytes:
        return text.decode("utf-8", "replace").encode(name, "replace")

    return apply


TEXT: dict[str, Callable[[bytes, float, float, bytes], bytes]] = {
    "delete a line": _lines(lambda lines, one, _, __: lines.pop(one)),
    "a line twice": _lines(lambda lines, one, _, __: lines.insert(one, lines[one])),
    "a line elsewhere": _lines(lambda lines, one, two, __: lines.insert(two, lines.pop(one))),
    "swap lines": _lines(_swap),
    "indent": _lines(lambda lines, one, _, __: lines.__setitem__(one, b"  " + lines[one])),
    "indent by one": _lines(lambda lines, one, _, __: lines.__setitem__(one, b" " + lines[one])),
    "dedent": _lines(_dedented),
    "indent by a tab": _lines(lambda lines, one, _, __: lines.__setitem__(one, b"\t" + lines[one])),
    "a new line": _lines(lambda lines, one, _, words: lines.insert(one, words)),
    "another value": _lines(_value),
    "more key": _lines(_key),
    "end of line": _lines(lambda lines, one, _, words: lines.__setitem__(one, lines[one] + words)),
    "put": _put,
    "cut": _cut,
    "cut short": lambda text, first, *_: text[: int(first * len(text))],
    "move": _moved,
    "nothing": lambda *_: b"",
    "spaces": lambda *_: b" \n \n",
    "words alone": lambda _, __, ___, words: words,
    "words first": lambda text, _, __, words: words + text,
    "twice": lambda text, *_: text + text,
    "huge": lambda text, *_: (text * 400)[:1_200_000],
    "CRLF": lambda text, *_: text.replace(b"\n", b"\r\n"),
    "CR": lambda text, *_: text.replace(b"\n", b"\r"),
    "no breaks": lambda text, *_: text.replace(b"\n", b" "),
    "upper": lambda text, *_: text.upper(),
    "mark": lambda text, *_: b"\xef\xbb\xbf" + text,
    "UTF-16": _encoded("utf-16"),
    "UTF-16 without mark": _encoded("utf-16-le"),
    "UTF-32": _encoded("utf-32"),
    "Latin-1": _encoded("latin-1"),
    "UTF-7": _encoded("utf-7"),
    "IBM": _encoded("cp500"),
}
"""Changes of a text, by name."""

COMMON = (*list(TEXT)[:16] * 4, *list(TEXT)[16:])


def encoded(text: str) -> bytes:
    """Text as bytes; half of a pair of surrogates as the bytes that it would have."""
    return text.encode("utf-8", "surrogatepass")


places = st.floats(0, 1)
words = st.one_of(st.sampled_from(WORDS).map(encoded), LETTERS.map(encoded), BYTES)
edits = st.lists(
    st.builds(Edit, st.sampled_from(COMMON), places, places, words), min_size=1, max_size=3
)


class Turn(NamedTuple):
    """One change of a value: its name in `VALUES`, where (between 0 and 1), and what to put."""

    name: str
    where: float
    value: Any

    def __call__(self, record: Any) -> None:
        every = list(_within(record, None, None))[1:]
        if every:
            holder, key = every[int(self.where * (len(every) - 1))]
            VALUES[self.name](holder, key, self.value)


def _within(value: Any, holder: Any, key: Any) -> Iterator[tuple[Any, Any]]:
    yield holder, key
    for name, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from _within(item, value, name)


def _renamed(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, dict):
        holder[str(value)[:70]] = holder.pop(key)


def _many(holder: Any, key: Any, _: Any) -> None:
    held = holder[key] if isinstance(holder[key], list) else [holder[key]]
    holder[key] = (held * 200)[:200]


def _wrapped(holder: Any, key: Any, _: Any) -> None:
    for _turn in range(9):
        holder[key] = [holder[key]]  # nearly as deep as data may go


def _added(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, list):
        holder.insert(key, value)
    else:
        holder[f"{key}x"] = value


VALUES: dict[str, Callable[[Any, Any, Any], object]] = {
    "drop": lambda holder, key, _: holder.pop(key),
    "rename": _renamed,
    "replace": lambda holder, key, value: holder.__setitem__(key, value),
    "many": _many,
    "wrap": _wrapped,
    "in a group": lambda holder, key, _: holder.__setitem__(key, {"id": holder[key]}),
    "add": _added,
    "twice": lambda holder, key, _: isinstance(holder, list) and holder.append(holder[key]),
    "words first": lambda holder, key, value: holder.__setitem__(key, f"{value}{holder[key]}"),
}
"""Changes of a value in its holder, by name."""

KNOWN = sorted(set(re.findall(r"\bid: *([a-z0-9-]+)", b"".join(FILES.values()).decode())))
"""The ids of the data, to stand where they should not."""

plain = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(KNOWN),
    LETTERS,
    st.integers(),
    st.none(),
    st.booleans(),
    st.floats(),
)
groups = st.dictionaries(st.sampled_from(("id", "text", "minutes", "")), plain, max_size=3)
turns = st.lists(
    st.builds(
        Turn,
        st.sampled_from(list(VALUES)),
        places,
        st.one_of(plain, st.lists(plain, max_size=3), groups),
    ),
    min_size=1,
    max_size=4,
)


def edited(name: str, changes: list[Edit]) -> bytes:
    """The bytes of a real file after some changes of its text."""
    text = FILES[name]
    for change in changes:
        text = change(text)
    return text


def turned(name: str, changes: Sequence[Callable[[Any], None]]) -> bytes:
    """The bytes of a real file after some changes of its values."""
    record = copy.deepcopy(parse(FILES[name].decode(), name).value)
    for change in changes:
        change(record)
    return encoded(json.dumps(record, ensure_ascii=False, indent=1, default=str))


files = st.sampled_from(list(FILES))
damages = st.one_of(
    files.flatmap(lambda name: st.tuples(st.just(name), edits)),
    files.flatmap(lambda name: st.tuples(st.just(name), turns)),
)
"""The name of a real file, and what is changed in its text or in its values."""


def damaged(damage: tuple[str, list[Edit] | list[Turn]]) -> tuple[str, bytes]:
    """The name of a file and its bytes after a damage."""
    name, changes = damage
    done = edited if isinstance(changes[0], Edit) else turned
    return name, done(name, changes)  # type: ignore[operator]


STRANGE = (
    *("x" * 2000, "word " * 800, "W" * 500, "a\n\n" * 60 + "b", "\n".join("abc"), "- a\n- b\n"),
    *("{{ 7*7 }}", "{% raw %}", "{#", "<script>alert(1)</script></td></svg>", "&#0; &lt;", "]]>"),
    *("#set page(width: 1pt)", "$x$ *b* _i_ `c` @d <e> \\", "https://a.example/" + "x" * 300),
    *(
        "'",
        '"',
        "\\",
        "\\u0041 \\n",
        "%s %(a)s {0} {a}",
        "|",
        "\t",
        "—" * 200,
        "…",
        "“”‘’",
        "0",
        "-1",
    ),
    *(
        "e" + "\u0301" * 40,
        "\u00ad" * 50,
        "\u200b" * 50,
        "\u00a0",
        "a\u00a0" * 300,
        "ŵ ỳ",
        "½ × ÷ ≤",
    ),
    *(
        "שלום עולם",
        "مرحبا بالعالم",
        "\u202eabc",
        "\u2067abc\u2069",
        "Ω я ß İ ﬁ",
        "日本",
        "👩‍👩‍👧",
        "\ue000",
    ),
)
"""Words that an author could write, and that a page or a sheet might not bear."""

ANY_WORDS = """
title label summary text description purpose when when_not materials access say
afterwards watch_outs prompts tips online small_group large_group origin note holder
licence statement columns rows name words without fill_in low high short_title
introduction credit who before after series rules_of_thumb new_partnerships
established_partnerships authors year edition version partners each_question top_left
bottom_right picture
"""
"""The keys whose values are free words."""


class Wording(NamedTuple):
    """Other words for one text of a record, `where` (0 to 1), `many` times in a list."""

    where: float
    words: str
    many: int

    def __call__(self, record: Any) -> None:
        every = [(holder, key) for holder, key in _texts(record)]
        if not every:
            return  # a file with no free text, as one of hard words may be
        holder, key = every[int(self.where * (len(every) - 1))]
        holder[key] = self.words
        if isinstance(holder, list):
            holder[:] = (holder * self.many)[:200]


def _texts(value: Any, free: bool = False) -> Iterator[tuple[Any, Any]]:
    """Each free text in a record: what holds it, and its key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        allowed = key in ANY_WORDS.split() if isinstance(value, dict) else free
        if isinstance(item, dict | list):
            yield from _texts(item, allowed)
        elif allowed and isinstance(item, str):
            yield value, key


strange = st.tuples(
    st.sampled_from([name for name in FILES if name not in ("links.yml", "permalinks.yml")]),
    st.lists(
        st.builds(
            Wording, places, st.one_of(st.sampled_from(STRANGE), LETTERS), st.integers(1, 200)
        ),
        min_size=1,
        max_size=3,
    ),
)
"""The name of a real file, and strange words for some of its texts."""
