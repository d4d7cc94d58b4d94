"""Which files of a site a build made: a list in the site itself. All else there is somebody's own.

A folder such as `site/` may be a checkout of what is published, or hold what a host asks for: that
is kept from build to build.
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
"""The name of the list: each file on a line, as a JSON string."""


def of_build(site: Path, named: Collection[str]) -> set[str]:
    """The files in `site` that a build just made there, in a folder that MkDocs has cleared.

    It leaves what is hidden; of that, only what is `named` is the build's.
    """
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return {name for name in found if name[0] != "." or name in named} | {*hosting.FILES}


def write(site: Path, names: Iterable[str]) -> None:
    """Put into `site` the list of the files that the build made, itself among them."""
    lines = (json.dumps(name) for name in sorted({*names, FILE}))
    (site / FILE).write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def read(site: Path) -> frozenset[str]:
    """The files that the last build made in `site`, each by its path there; none without a list."""
    try:
        text = (site / FILE).read_text(encoding="ascii")
        return frozenset(str(json.loads(line)) for line in text.splitlines())
    except (OSError, ValueError):
        return frozenset()


def others(site: Path) -> list[str]:
    """What is in `site` and no build made: files, links, and folders that hold nothing else."""
    ours = read(site)
    folders = {parent.as_posix() for name in ours for parent in Path(name).parents}
    return [*_others(site, "", ours, folders)]


def keep(site: Path, fresh: Path) -> list[str]:
    """Put into `fresh` what is in `site` and no build made; both stay as they were besides.

    Returns what that is. Raises `FrameworkError` where a file of the build stands in its place.
    """
    kept = [part for name in others(site) for part in _parts(site, fresh, name)]
    if taken := [name for name in kept if _stands(fresh, name)]:
        listed = ", ".join(f"'{name}'" for name in taken[:6]) + (", …" if taken[6:] else "")
        wrong = f"the site needs the place of what no build of this version made here: {listed}"
        right = "move it away, or delete the whole folder if an earlier version built it"
        raise FrameworkError([Problem(Location(shown_path(site)), wrong, right)])
    for name in kept:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        _carry(site / name, fresh / name)
    return kept


def _others(site: Path, folder: str, ours: frozenset[str], folders: set[str]) -> Iterator[str]:
    with os.scandir(site / folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{folder}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if name in folders:
                yield from _others(site, f"{name}/", ours, folders)
            else:
                yield name
        elif name not in ours:
            yield name


def _parts(site: Path, fresh: Path, name: str) -> Iterator[str]:
    """A file or folder as a whole, or what is in it where `fresh` has such a folder too."""
    folders = ((of / name).is_dir() and not (of / name).is_symlink() for of in (site, fresh))
    if not all(folders):
        yield name
        return
    for inner in sorted(entry.name for entry in (site / name).iterdir()):
        yield from _parts(site, fresh, f"{name}/{inner}")


def _stands(fresh: Path, name: str) -> bool:
    """Whether `name` is taken in `fresh`, or lies below what is no folder there."""
    above = (fresh / parent for parent in Path(name).parents)
    return os.path.lexists(fresh / name) or any(
        os.path.lexists(path) and not path.is_dir() for path in above
    )


def _carry(old: Path, new: Path) -> None:
    """The same file, link or folder under another name, without copying where that can be."""
    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True, copy_function=_linked)
    else:
        _linked(str(old), str(new))


def _linked(old: str, new: str) -> str:
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):  # some systems and owners allow no second name
        shutil.copy2(old, new, follow_symlinks=False)
    return new
