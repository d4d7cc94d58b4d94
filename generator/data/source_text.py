"""Read a data file as text, before any of it is parsed as YAML.

Takes a path and returns the text of a file that lies in the data folder, is not too large, and is
UTF-8 without a byte order mark. Also refuses characters that no data file may hold. Knows nothing
of YAML or the model.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.data.yaml_errors import SourceError
from generator.errors import Location

MAX_BYTES = 4 * 1024 * 1024

_LINE_BREAK = re.compile(r"\r\n?|\n")
_HIDDEN_LINE_BREAK = re.compile("[\x85\u2028\u2029]")
"""A line break to YAML but not to editors: every line after it would have another number."""


def read_text(file: Path, root: Path, shown_as: str) -> str:
    """Return the text of `file`, which must lie below the folder `root`.

    Raise `SourceError` for a symbolic link out of `root`, a file that cannot be opened or is larger
    than `MAX_BYTES`, a byte order mark, and bytes that are not UTF-8; messages call the file
    `shown_as`.
    """
    start = Location(shown_as)
    # Unlike `Path.resolve`, this does not stop at a link that leads to itself: `open` will say.
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise SourceError(
            start, "this link leads out of the data folder", "copy the file itself here"
        )
    if file.is_fifo():  # to open it would wait for ever
        raise SourceError(
            start, "the file cannot be read (it is a pipe)", "make it a readable file"
        )
    try:
        with file.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SourceError(
            start, f"the file cannot be read ({reason})", "make it a readable file"
        ) from None
    if len(data) > MAX_BYTES:
        raise SourceError(start, "the file is larger than 4 MiB", "split it into smaller files")
    return _decode(data, start)


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` without their ends, which may be those of any system."""
    return _LINE_BREAK.split(text)


def refuse_hidden_line_breaks(text: str, path: str) -> None:
    """Raise `SourceError` at the first line break that YAML knows and editors do not show."""
    if found := _HIDDEN_LINE_BREAK.search(text):
        raise forbidden_character(ord(found[0]), text[: found.start()], path)


def forbidden_character(code_point: int, before: str, path: str) -> SourceError:
    """Return the error for a character that no file may hold; `before` is the text up to it."""
    return SourceError(
        _location_after(before, path),
        f"the character U+{code_point:04X} cannot stand in a text file",
        "delete it",
    )


def _location_after(before: str, path: str) -> Location:
    """Return the location of the character that follows the text `before`."""
    *lines, last = split_lines(before)
    return Location(path, len(lines) + 1, len(last) + 1)


def _decode(data: bytes, start: Location) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            start, "the file begins with a byte order mark", "save it as UTF-8 without BOM"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        location = _location_after(data[: error.start].decode("utf-8"), start.path)
        raise SourceError(location, "the file is not UTF-8 text", "save it as UTF-8") from None
