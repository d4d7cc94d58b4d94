"""The commands for who publishes: build, nginx, worksheets."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.build import read
from generator.drawing import fonts
from generator.errors import FrameworkError, near_match, said_by_system, shown_path
from generator.model.sheet_kinds import FORM
from generator.project import Project
from generator.sheets.shelf import Job, Shelf
from generator.system import up_to_date
from generator.system.cache import Cache, key_of
from generator.system.files import replacing, staging_paths, write_atomically
from generator.system.progress import progress
from generator.web import hosting, manifest


def build(site: Path | None, anew: bool) -> int:
    """Build the site beside the last one, and put it in place only when all of it is good."""
    project = Project()
    site = site or Path(shown_path(project.site))
    if wrong := project.problems_of(site):
        raise FrameworkError(wrong)
    made_from, store = project.made_from(), Cache(project.cache / "built")
    key = key_of((os.path.realpath(site),))
    if not anew and _is_current(store.get(key), made_from, site):
        print(f"{site.as_posix()}/ is up to date: nothing it is made from has changed.")
        return 0
    wait = "Another build is at work here; waiting until it is done."
    kept: list[str] = []
    try:
        with replacing(site, lambda: print(wait, file=sys.stderr, flush=True)) as fresh:
            _mkdocs("build", "--strict", "--site-dir", str(fresh))
            kept += manifest.carry_over(site, fresh) if site.exists() else []
    except (SystemExit, FrameworkError, OSError) as error:
        if isinstance(error, OSError):
            print(said_by_system(error), file=sys.stderr)
        elif isinstance(error, FrameworkError):
            print(error, file=sys.stderr)
        print(f"The site was not built; {site.as_posix()}/ is as it was.", file=sys.stderr)
        return 1
    if kept:
        print(f"Kept in {site.as_posix()}/, as no build made it: {', '.join(kept)}")
    store.put(key, up_to_date.build_record(made_from, site, manifest.read(site)))
    return 0


def _is_current(kept: bytes | None, made_from: str, site: Path) -> bool:
    half = any(path.exists() for path in staging_paths(site))
    return not half and up_to_date.is_current(kept, made_from, site, manifest.read(site))


def _mkdocs(*arguments: str) -> None:
    """Run MkDocs within this process, so that what stops the one stops the other.

    Raises `SystemExit` where it ends badly.
    """
    own, sys.argv = sys.argv, ["mkdocs", *arguments]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code:
            raise
    finally:
        sys.argv = own


def nginx(site: Path | None, folder: str | None, address: str) -> int:
    """Print how nginx serves the built site, to include in a server block."""
    site = site or Project().site
    if not (site / "index.html").exists():
        print(f"{shown_path(site)}/ holds no site; build it first", file=sys.stderr)
        return 1
    folder = folder or site.resolve().as_posix()
    try:
        told = hosting.nginx_config(folder, address, hosting.script_hashes(site))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.flush()
    sys.stdout.buffer.write(told.encode())  # a file for nginx, whatever the console can show
    return 0


def worksheets(
    ids: Sequence[str],
    data: Path | None,
    paper: str,
    size: str | None,
    formats: Sequence[str],
    start: str | None,
    output: Path,
    fonts_dir: Path | None,
    cache: Path,
    address: str,
) -> int:
    """Make sheets as files: all of them, or those named."""
    project = Project(data)
    folder = fonts_dir or project.fonts
    if folder and not folder.is_dir():
        print(f"there is no folder {folder.as_posix()}", file=sys.stderr)
        return 1
    fonts.use(folder)
    store = Cache(cache)
    shelf = read(project.data, address=address, store=store, start=start).shelf
    unknown = [name for name in ids if name not in shelf.names]
    for name in unknown:
        print(f"there is no sheet '{name}'; {near_match(name, shelf.names)}", file=sys.stderr)
    if unknown:
        return 1
    jobs = [
        job
        for job in shelf.jobs()
        if (not ids or job.name in ids)
        and paper in {job.paper, "both"}
        and (not size or FORM[job.form].size == size)
        and (not formats or FORM[job.form].format in formats)
    ]
    _draw(shelf, jobs, output)
    if why := store.refused:
        said = f"What was drawn is not kept for the next time: {said_by_system(why)}"
        print(said, file=sys.stderr)
    print(f"Wrote {len(jobs)} files to {output.as_posix()}/.")
    return 0


def _draw(shelf: Shelf, jobs: Sequence[Job], output: Path) -> None:
    """Make the files of `jobs` and write them into the folder `output`."""
    with progress(len(jobs), "Drawing sheets") as tell:
        made = shelf.make(jobs, tell)
    for file in made:
        output.mkdir(parents=True, exist_ok=True)
        write_atomically(output / Path(file.path).name, file.content)
