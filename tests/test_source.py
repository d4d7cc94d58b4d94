"""What is read as YAML, what is refused, and where each value stands."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.data.document import Document
from generator.data.yaml_errors import SourceError
from generator.data.yaml_reader import parse, read
from generator.errors import Location


def refusal(text: str) -> str:
    """The message with which `text` is refused."""
    with pytest.raises(SourceError) as caught:
        parse(text, "a.yml")
    return str(caught.value)


def refusal_of(file: Path, root: Path) -> str:
    """The message with which `file` is refused."""
    with pytest.raises(SourceError) as caught:
        read(file, root, file.name)
    return str(caught.value)


@pytest.mark.parametrize(
    "words",
    ["1.10", "2022", "2022-01-01", "0x10", "1e3", "12:30", "'no'", '"yes"', "y", "n", ".inf", "=",
     "yeſ", "falſe", "Who? Why!", "C# and F#", "a {{ b }} {% c %}"],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_typed(words: str) -> None:
    """Numbers, dates and quoted words are text, as they were typed."""
    assert parse(f"edition: {words}", "a.yml").value == {"edition": words.strip("'\"")}


@pytest.mark.parametrize(
    ("words", "value"),
    [("yes", True), ("Off", False), ("TRUE", True), ("no", False), ("", None), ("~", None),
     ("null", None)],
)  # fmt: skip
def test_bare_words_for_yes_no_and_nothing_are_not_text(words: str, value: bool | None) -> None:
    """What other readers of YAML would not take for text is not text here either."""
    assert parse(f"text: {words}", "a.yml").value == {"text": value}


@pytest.mark.parametrize(
    "text",
    [
        ">-\n  One\n  line.\n\n  Another.\n",
        "One\n  line.\n\n  Another.",
        "'One\n  line.\n\n  Another.'",
        '"One\n  line.\n \n  Another."',
        "|-\n  One line.\n\n  Another.\n",
        '"One line.\\n\\nAnother."',
    ],
)
def test_paragraphs_of_a_folded_text_stay_apart(text: str) -> None:
    """Lines of a folded text are joined, a blank line begins a new paragraph."""
    assert parse(f"text: {text}", "a.yml").value == {"text": "One line.\n\nAnother."}


def test_lines_that_were_kept_or_written_as_a_sign_stay_as_they_are() -> None:
    """A block of lines has its own; so has a text on one line, as the ledger writes it."""
    assert parse('a: |-\n  One\n  two\nb: "One\\ntwo"', "a.yml").value == {
        "a": "One\ntwo",
        "b": "One\ntwo",
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Who is #1?", (1, 11)),
        ("a: Who\n  is\n  number #1?", (3, 10)),
        ("a: Who is our\n  #1 partner?\nb: c", (2, 3)),
        ("a: Who is our\n\n  #1 partner?", (3, 3)),
        ("a: #1 is\n  who?", (1, 4)),
        ("a: #1", (1, 4)),
        ("a:   # one\n  # two\n  who?", (1, 6)),
        ("a: [one, #2,\n  three]", (1, 10)),
        ("a: yes  # it is", (1, 9)),
        ("- One #1", (1, 7)),
        ("- #1 is\n  who?", (1, 3)),
        ("a: Who?\n# A note\nb: c", None),
        ("a:\n  # A note\n  Who?", None),
        ("- a: Who?\n  # A note\n  b: c", None),
        ("a: 'Who?'  # a note", None),
        ('a: "Who is #1?"  # a note', None),
        ("a: |  # a note\n  Who is #1?", None),
        ("a: C# and F#", None),
        ("a: [one, two]  # a note", None),
        ("a:  # a note\n  - b", None),
    ],
)
def test_a_comment_that_may_be_a_part_of_a_text_is_noted(
    text: str, place: tuple[int, int] | None
) -> None:
    """On its line, or as if it went on there; not after quotation marks, where nothing is lost."""
    found = [*parse(text, "a.yml").comments.values()]
    assert found == ([Location("a.yml", *place)] if place else [])


@pytest.mark.parametrize("text", ["---\nid: one\n", "id: one\n...\n", "# A note\r\nid: one\r\n"])
def test_marks_of_a_document_comments_and_line_ends_of_windows_are_read(text: str) -> None:
    """A document may begin with '---', end with '...' and have any line ends."""
    assert parse(text, "a.yml").value == {"id": "one"}


def test_every_value_and_key_has_its_place() -> None:
    """Line and column count from 1; the place of what is missing is that of what is around it."""
    document = parse("id: one\nasks:\n  - text: Who?\n", "a.yml")
    assert document.at("id") == Location("a.yml", 1, 5)
    assert document.at("asks", 0, "text") == Location("a.yml", 3, 11)
    assert document.key_at("asks", 0, "text") == Location("a.yml", 3, 5)
    assert document.at("asks", 0, "id") == Location("a.yml", 3, 5)
    assert document.at("title") == Location("a.yml", 1, 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [(("asks", 0), "Who"), (("asks", 1), None), (("id", "x"), None), (("title",), None)],
)
def test_a_value_is_found_by_its_path(path: tuple[str | int, ...], value: str | None) -> None:
    """A path that leads nowhere gives nothing."""
    document: Document = parse("id: one\nasks: [Who]\n", "a.yml")
    assert document.get(*path) == value


def test_what_is_of_another_kind_than_asked_for_counts_as_absent() -> None:
    """A rule that looks for a list or a text need not ask again what it found."""
    document = parse("id: one\nasks: [Who, yes]\nnote: ''\n", "a.yml")
    assert document.items("asks") == ["Who", True]
    assert document.items("id") == document.items("title") == []
    assert document.text("id") == "one"
    assert document.text("asks") is document.text("asks", 1) is document.text("note") is None


def test_every_text_of_a_file_comes_with_its_way_and_its_place() -> None:
    """Lists, keys and a bare yes or no are no texts."""
    document = parse("id: one\nasks:\n  - text: Who?\n    open: yes\n", "a.yml")
    texts = [(path, text, document.location(place)) for path, text, place in document.texts]
    assert texts == [
        (("id",), "one", Location("a.yml", 1, 5)),
        (("asks", 0, "text"), "Who?", Location("a.yml", 3, 11)),
    ]


CHECK = "check the indentation, colons and quotation marks here and just above"
TAB = "a tab stands where YAML wants spaces; use spaces"
QUOTE = "a quotation mark is not closed as it should be; close it, or use the other kind"
ALIAS = "an anchor (&) or alias (*) is not read here; write the words out"
TAG = "a tag (!) is not read here; put the text in quotes"
DEEP = "nested more than 12 deep; put text with brackets in quotes"
BEGIN = "text cannot begin with this character; put the text in quotes"
SLASH = (
    "a backslash in double quotes has a meaning of its own; write two for one, or use single quotes"
)
COLON = "a second colon makes this line unclear; put the text in quotes"
KEY = "a key is one word; put text with brackets or braces in quotes"
ITEM = (
    "this line begins as an item of a list, and belongs to the text above it; begin it below the "
    "first item, or put the text in quotes"
)
HASH = (
    "a comment begins here, and the text ends; put the text in quotes, or the comment on a line of "
    "its own"
)
NBSP = "a no-break space (U+00A0) stands where YAML wants spaces; use plain spaces"
WIDE = "an ideographic space (U+3000) stands where YAML wants spaces; use plain spaces"
SOFT = "a zero width space (U+200B) stands where YAML wants spaces; use plain spaces"
DIRECTIVE = "a directive (%) is not read here; delete the line"
ENDED = (
    "this stands where no record can begin or go on; delete the line above that begins with '...' "
    "or '%'"
)
NUMBER = "no character has this number; write the character itself"
EMPTY = "the file is empty; write its record, or delete it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: What: is it?", f"1:12: {COLON}"),
        ("id: one\n  label: First", f"2:8: {COLON}"),
        ("asks:\n - a\n- b", f"3:1: broken YAML (expected <block end>, but found '-'); {CHECK}"),
        ("title: [a\nid: b", f"2:3: broken YAML (expected ',' or ']', but got ':'); {CHECK}"),
        ('id: "one\ntitle: Two\n', f"1:5: {QUOTE}"),
        ("id: 'one\ntitle: Two\n", f"1:5: {QUOTE}"),
        ("id: @one", f"1:5: {BEGIN}"),
        ("id: `one`", f"1:5: {BEGIN}"),
        (r'id: "C:\quiet"', f"1:9: {SLASH}"),
        (r'id: "\x0"', f"1:8: {SLASH}"),
        (r'id: "a\U00110000"', f"1:9: {NUMBER}"),
        (r'id: "a\UFFFFFFFF"', f"1:9: {NUMBER}"),
        ("asks:\n\t- a", f"2:1: {TAB}"),
        ("asks:\n  \t- a", f"2:3: {TAB}"),
        ("id:\tone", f"1:4: {TAB}"),
        (
            "id: one\ntitle: a\nid: two",
            "3:1: 'id' stands here a second time; keep it once (line 1)",
        ),
        ("text: Who is #1\n  and more", f"1:14: {HASH}"),
        ("text: Who\n  #1 is\n\n  there?", f"2:3: {HASH}"),
        ("asks: [one #1\n  two]", f"1:12: {HASH}"),
        ("asks:\n  - a\n    - b", f"3:5: {ITEM}"),
        ("\u00a0id: one", f"1:1: {NBSP}"),
        ("asks:\n  - id: one\n    \u00a0text: Who?", f"3:5: {NBSP}"),
        ("asks:\n  - id: one\n  \u00a0 text: Who?", f"3:3: {NBSP}"),
        ("asks:\n\u3000- one", f"2:1: {WIDE}"),
        ("id: one\n\u200btitle: Two", f"2:1: {SOFT}"),
        ("id: one\ntitle:\u00a0Two", f"2:7: {NBSP}"),
        ("id:\u00a0one", f"1:4: {NBSP}"),
        ("id\u00a0: one", f"1:3: {NBSP}"),
        ("asks:\n  -\u00a0a\n  - b", f"2:4: {NBSP}"),
        ("asks:\n  - a\n  -\u00a0b", f"3:4: {NBSP}"),
        ("%of people\n---\nid: a", f"1:1: {DIRECTIVE}"),
        ("id: a\n...\nid: b", f"3:1: {ENDED}"),
        ("%of people\nid: a", f"2:1: {ENDED}"),
        ("title: *a", f"1:8: {ALIAS}"),
        ("title: &a b", f"1:8: {ALIAS}"),
        ("asks: &a\n  - b", f"1:7: {ALIAS}"),
        ("&a title: b", f"1:1: {ALIAS}"),
        ("<<: *a", f"1:5: {ALIAS}"),
        ("title: !a b", f"1:8: {TAG}"),
        ("title: !!python/object/apply:os.system [a]", f"1:8: {TAG}"),
        ("[a]: b", f"1:1: {KEY}"),
        ("? {a: b}\n: c", f"1:3: {KEY}"),
        (
            "id: a\n---\nid: b",
            "2:1: a second document (---) begins here; keep one record to a file",
        ),
        ("[" * 5000, f"1:13: {DEEP}"),
        ("- " * 5000, f"1:25: {DEEP}"),
        ("{a: " * 5000, f"1:46: {DEEP}"),
        ("", f"1:1: {EMPTY}"),
        ("---", f"1:1: {EMPTY}"),
        ("---\n# later\n", f"1:1: {EMPTY}"),
        ("# A note\n", f"1:1: {EMPTY}"),
        ("id: a\n\x02", "2:1: the character U+0002 cannot stand in a text file; delete it"),
        ("id: a\x7fb", "1:6: the character U+007F cannot stand in a text file; delete it"),
        ("id: a\0b", "1:6: the character U+0000 cannot stand in a text file; delete it"),
        ("id: a\rb: \x02", "2:4: the character U+0002 cannot stand in a text file; delete it"),
        ("id: a\u2028\nb: [", "1:6: the character U+2028 cannot stand in a text file; delete it"),
        ("id: a\x85\nb: [", "1:6: the character U+0085 cannot stand in a text file; delete it"),
        (r'id: "\x02"', "1:5: the text holds the control character U+0002; delete it"),
        (r'id: "\0"', "1:5: the text holds the control character U+0000; delete it"),
        (r'id: "\e"', "1:5: the text holds the control character U+001B; delete it"),
        (r'id: "\ud800"', "1:5: the text holds the control character U+D800; delete it"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_where_it_stands(text: str, message: str) -> None:
    """Broken YAML, and YAML that surprises, are refused in words that an author can act on."""
    assert refusal(text) == f"a.yml:{message}"


def test_a_very_long_line_is_read() -> None:
    """A line may be as long as a file may be large."""
    words = "word " * 100_000 + "end"
    assert parse(f"text: {words}", "a.yml").value == {"text": words}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbfid: a", "1:1: the file begins with a byte order mark; "
         "save it as UTF-8 without BOM"),
        ("id: a".encode("utf-16"), "1:1: the file begins with a byte order mark; "
         "save it as UTF-8 without BOM"),
        ("id: a".encode("utf-16-le"), "1:2: the character U+0000 cannot stand in a text file; "
         "delete it"),
        ("id: a\ntitle: Café".encode("latin-1"), "2:11: the file is not UTF-8 text; "
         "save it as UTF-8"),
        ("title: Café ".encode() + b"\xe9", "1:13: the file is not UTF-8 text; save it as UTF-8"),
        (b"#" * (4 * 1024 * 1024 + 1), "1:1: the file is larger than 4 MiB; "
         "split it into smaller files"),
    ],
    ids=["a byte order mark", "UTF-16", "UTF-16 without mark", "Latin-1", "mixed", "large"],
)  # fmt: skip
def test_a_file_that_is_not_plain_text_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """A file is UTF-8 text without byte order mark, of 4 MiB at most; columns are characters."""
    (tmp_path / "a.yml").write_bytes(content)
    assert refusal_of(tmp_path / "a.yml", tmp_path) == f"a.yml:{message}"


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """A file of 4 MiB is not too large."""
    (tmp_path / "a.yml").write_bytes(b"id: a\n".ljust(4 * 1024 * 1024, b"#"))
    assert read(tmp_path / "a.yml", tmp_path, "a.yml").value == {"id": "a"}


OUT = "this link leads out of the data folder; copy the file itself here"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("../outside/b.yml", OUT),
        ("/nowhere/b.yml", OUT),
        ("nowhere.yml",
         "the file cannot be read (No such file or directory); make it a readable file"),
        ("a.yml",
         "the file cannot be read (Too many levels of symbolic links); make it a readable file"),
        (".", "the file cannot be read (Is a directory); make it a readable file"),
    ],
)  # fmt: skip
def test_a_link_that_leads_to_no_file_of_the_data_is_refused(
    tmp_path: Path, target: str, message: str
) -> None:
    """A symbolic link leads to a file within the data, or it is refused."""
    (tmp_path / "data").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.yml").write_text("id: secret", encoding="utf-8")
    (tmp_path / "data" / "a.yml").symlink_to(target)
    assert refusal_of(tmp_path / "data" / "a.yml", tmp_path / "data") == f"a.yml:1:1: {message}"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "a.yml")
    assert refusal_of(tmp_path / "a.yml", tmp_path) == (
        "a.yml:1:1: the file cannot be read (it is a pipe); make it a readable file"
    )


def test_a_link_within_the_data_is_read(tmp_path: Path) -> None:
    """A symbolic link to another file of the data is that file."""
    (tmp_path / "b.yml").write_text("id: b", encoding="utf-8")
    (tmp_path / "a.yml").symlink_to("b.yml")
    assert read(tmp_path / "a.yml", tmp_path, "a.yml").value == {"id": "b"}


def test_a_file_that_the_system_will_not_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own reason is passed on; a socket is refused whoever asks."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as unreadable:
        unreadable.bind("a.yml")
        assert refusal_of(tmp_path / "a.yml", tmp_path) == (
            "a.yml:1:1: the file cannot be read (No such device or address); "
            "make it a readable file"
        )
