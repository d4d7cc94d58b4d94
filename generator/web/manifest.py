"""The manifest of a built site: a list, in the site itself, of the files that the build made.

All other files in the folder belong to its owner, such as a Git repository or what a host requires,
and are carried over from build to build. Must not know how a site is built.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from generator.errors import FrameworkError, Location, Problem, shown_path
from generator.web import hosting

FILE = ".built-files.txt"
"""The name of the manifest, which holds the path of one file on each line, as a JSON string."""


def built_files(site: Path, known: Collection[str]) -> set[str]:
    """Return the paths of the files that a build has just written to `site`.

    MkDocs clears the folder first, except for hidden files: of those, only the paths in `known` are
    the build's.
    """
    found = set()
    for folder, _, names in os.walk(site):
        inner = Path(folder).relative_to(site).as_posix()
        found |= {name if inner == "." else f"{inner}/{name}" for name in names}
    built = {name for name in found if name[0] != "." or name in known}
    return built | {FILE, *hosting.CONFIG_FILES}


def write(site: Path, names: Iterable[str]) -> None:
    """Write the manifest of `site` with the paths `names` and its own. Raises `OSError`."""
    lines = (json.dumps(name) for name in sorted({*names, FILE}))
    (site / FILE).write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def read(site: Path) -> frozenset[str]:
    """Return the paths in the manifest of `site`; none if it is missing or damaged."""
    try:
        text = (site / FILE).read_text(encoding="ascii")
        return frozenset(str(json.loads(line)) for line in text.splitlines())
    except (OSError, ValueError):
        return frozenset()


def foreign_entries(site: Path) -> list[str]:
    """Return the paths in `site` that no build made; a folder without built files is one entry."""
    built = read(site)
    folders = {parent.as_posix() for name in built for parent in Path(name).parents}
    return [*_foreign_entries(site, "", built, folders)]


def carry_over(site: Path, fresh: Path) -> list[str]:
    """Link or copy into `fresh` whatever is in `site` and no build made; return its paths.

    Raises `FrameworkError`, before it copies anything, if the new build has a file in the way.
    """
    kept = [part for name in foreign_entries(site) for part in _split(site, fresh, name)]
    if taken := [name for name in kept if _is_taken(fresh, name)]:
        listed = ", ".join(f"'{name}'" for name in taken[:6]) + (", …" if taken[6:] else "")
        wrong = f"the site needs the place of what no build of this version made here: {listed}"
        right = "move it away, or delete the whole folder if an earlier version built it"
        raise FrameworkError([Problem(Location(shown_path(site)), wrong, right)])
    for name in kept:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        _link_or_copy_tree(site / name, fresh / name)
    return kept


def _foreign_entries(
    site: Path, folder: str, built: frozenset[str], folders: set[str]
) -> Iterator[str]:
    """Yield the entries below `folder`; `folders` are those that hold built files."""
    with os.scandir(site / folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{folder}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if name in folders:
                yield from _foreign_entries(site, f"{name}/", built, folders)
            else:
                yield name
        elif name not in built:
            yield name


def _split(site: Path, fresh: Path, name: str) -> Iterator[str]:
    """Yield an entry as a whole, or the entries in it if `fresh` has the same folder."""
    paths = (site / name, fresh / name)
    if not all(path.is_dir() and not path.is_symlink() for path in paths):
        yield name
        return
    for inner in sorted(entry.name for entry in (site / name).iterdir()):
        yield from _split(site, fresh, f"{name}/{inner}")


def _is_taken(fresh: Path, name: str) -> bool:
    """Return whether `fresh` has an entry `name`, or a file in place of one of its parents."""
    parents = (fresh / parent for parent in Path(name).parents)
    return os.path.lexists(fresh / name) or any(
        os.path.lexists(path) and not path.is_dir() for path in parents
    )


def _link_or_copy_tree(old: Path, new: Path) -> None:
    """Create `new` as a copy of a file, symbolic link or folder, with hard links if possible."""
    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True, copy_function=_link_or_copy)
    else:
        _link_or_copy(str(old), str(new))


def _link_or_copy(old: str, new: str) -> str:
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every file system or owner allows hard links
        shutil.copy2(old, new, follow_symlinks=False)
    return new
