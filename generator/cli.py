"""The `partnering` command: reads its arguments, prints, and sets the exit code."""

from __future__ import annotations

import argparse
import json
import os
import re
import runpy
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from generator.checks import prose, published, reading, weblinks
from generator.checks.run import read_framework
from generator.checks.visits import visit_all
from generator.data.loader import LEDGER_FILE, LINKS_FILE, SCHEMA_FOLDER, load
from generator.drawing import fonts
from generator.errors import FrameworkError, near_match, said_by_system, shown_path
from generator.model.addresses import AddressError, of_site
from generator.model.framework import WHOLE, Framework
from generator.model.link_list import NEVER
from generator.model.plan import CLOCK_TIME
from generator.model.schema import RECORDS, json_schema
from generator.permalinks import history
from generator.permalinks.places import Permalinks
from generator.project import Project
from generator.sheets.kinds import places, sheets
from generator.sheets.shelf import Shelf
from generator.system import up_to_date
from generator.system.cache import Cache, key_of
from generator.system.files import beside, replacing, write_text, write_whole
from generator.system.progress import progress
from generator.web import hosting, manifest

FORMATS = {"print": "pdf", "large": "pdf", "fillable": "fillable", "word": "word"}
"""The format, as this command calls it, of each form in which a sheet comes."""

SIZES = {"print": "clear", "large": "large", "fillable": "clear", "word": "clear"}
"""The size of the type of each form."""

STOPPED = 130
"""The exit code of what Ctrl-C stopped, as shells have it."""

UNREAD = 141
"""The exit code of what nobody reads any more, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (the shell's by default). Returns the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is check and options.update and not options.links:
        parser.error("--update goes with --links")
    if "address" in options:
        options.address = _address(options.address, parser)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a console may lack a letter
    try:
        return _ended(options)
    except BrokenPipeError:  # whoever read what is printed has read enough, as `head` has
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())  # or Python itself would complain at its end
        return UNREAD


def _ended(options: argparse.Namespace) -> int:
    """Run what `options` ask for; says what stops it. Returns the exit code."""
    try:
        with _stopped_by_ctrl_c():
            code: int = options.run(options)
            sys.stdout.flush()
    except StoppedError:
        print("Stopped; nothing is left half written.", file=sys.stderr)
        return STOPPED
    except FrameworkError as error:
        print(error, file=sys.stderr)
        print(_counted(len(error.problems)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"{said_by_system(error)}; the site is as it was", file=sys.stderr)
        return 1
    return code


class StoppedError(BaseException):
    """Somebody pressed Ctrl-C. Not an `Exception`: nobody but `main` catches it."""


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[None]:
    """Within the block Ctrl-C raises `StoppedError`; a second one stops at once."""

    def stop(*_: object) -> NoReturn:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        raise StoppedError

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def check(options: argparse.Namespace) -> int:
    """Say what the data holds, or every problem in it."""
    project = Project(options.data)
    code = _check_links(project, options.update) if options.links else 0
    if project.file:
        if refused := project.check():
            print(*refused, sep="\n", file=sys.stderr)
            print(_counted(len(refused)), file=sys.stderr)
            return 1
        framework = project.framework
    else:
        framework = _checked_data(project)
    about = framework.about
    print(
        f"All is well: {about.title}, edition {about.edition}: {len(framework.sections)} sections, "
        f"{len(framework.questions)} questions, {len(framework.resources)} resources, "
        f"{len(framework.plans)} session plans."
    )
    return code


def _checked_data(project: Project) -> Framework:
    """The framework, where there are no settings to build a site by."""
    framework, written = read_framework(project.data, project.docs)
    every = tuple(sheets(framework))
    links = Permalinks(framework, sheets=places(every))
    if problems := tuple(published.problems(framework, written, links, every)):
        raise FrameworkError(problems)
    return framework


def _counted(problems: int) -> str:
    return "1 problem found." if problems == 1 else f"{problems} problems found."


def today() -> str:
    """The day by this machine's clock."""
    return date.today().isoformat()


def _check_links(project: Project, update: bool) -> int:
    """Ask for every web address in data and pages; to `update` is to write the list of them."""
    loaded = load(project.data)
    if problems := (*loaded.problems, *project.docs.problems):
        raise FrameworkError(problems)
    places = weblinks.found(loaded, project.docs)
    with progress(len(places), "Asking for links") as tell:
        visits = visit_all(places, tell)
    for address, visit in sorted(visits.items()):
        if not visit.answered:
            for place in places[address]:
                print(f"{place}: {address} {visit.said}", file=sys.stderr)
    answered = sum(visit.answered for visit in visits.values())
    print(f"{answered} of {len(visits)} links answer.")
    if update:
        days = dict.fromkeys(visits, NEVER) | dict(weblinks.listed(loaded))
        kept = {url: today() if visits[url].answered else days[url] for url in visits}
        write_text(project.data / LINKS_FILE, weblinks.written(kept))
    return 0 if answered == len(visits) else 1


def words(options: argparse.Namespace) -> int:
    """Say how hard our own words are to read, page by page, with the hardest sentence of each."""
    project = Project(options.data)
    own = prose.own(load(project.data), project.docs)
    print("Reading age  Words  Sentences  Page, and its hardest sentence")
    for page, measured in sorted(reading.by_page(own).items(), key=lambda item: -item[1].age):
        print(f"{measured.age:>11}  {measured.words:>5}  {measured.sentences:>9}  ", end="")
        if not page:
            print(f"all pages with fewer than {reading.FEWEST} words")
            continue
        passage, sentence = reading.hardest(item for item in own if item.page == page)
        print(f"{page}\n{'':>30}{passage.at(sentence)}: {sentence}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas by which an editor completes and checks the data."""
    folder = Project(options.data).data / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for kind in RECORDS:
        text = json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"
        write_text(folder / f"{kind}.schema.json", text)
    print(f"Wrote {len(RECORDS)} schemas to {shown_path(folder)}.")
    return 0


def build(options: argparse.Namespace) -> int:
    """Build the site beside the last one, and put it in place only when all of it is good."""
    project = Project()
    site = options.site or Path(shown_path(project.site))
    if wrong := project.problems_of(site):
        raise FrameworkError(wrong)
    made_from, store = project.made_from(), Cache(project.cache / "built")
    key = key_of((os.path.realpath(site),))
    if not options.anew and _is_current(store.get(key), made_from, site):
        print(f"{site.as_posix()}/ is up to date: nothing it is made from has changed.")
        return 0
    wait = "Another build is at work here; waiting until it is done."
    kept: list[str] = []
    try:
        with replacing(site, lambda: print(wait, file=sys.stderr, flush=True)) as fresh:
            _mkdocs("build", "--strict", "--site-dir", str(fresh))
            kept += manifest.keep(site, fresh) if site.exists() else []
    except (SystemExit, FrameworkError) as error:
        if isinstance(error, FrameworkError):
            print(error, file=sys.stderr)
        print(f"The site was not built; {site.as_posix()}/ is as it was.", file=sys.stderr)
        return 1
    if kept:
        print(f"Kept in {site.as_posix()}/, as no build made it: {', '.join(kept)}")
    store.put(key, up_to_date.record(made_from, site, manifest.read(site)))
    return 0


def _is_current(kept: bytes | None, made_from: str, site: Path) -> bool:
    half = any(path.exists() for path in beside(site))
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


def nginx(options: argparse.Namespace) -> int:
    """Print how nginx serves the built site, to include in a server block."""
    site = options.site or Project().site
    if not (site / "index.html").exists():
        print(f"{shown_path(site)}/ holds no site; build it first", file=sys.stderr)
        return 1
    folder = options.folder or site.resolve().as_posix()
    try:
        told = hosting.for_nginx(folder, options.address, hosting.scripts_of(site))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    sys.stdout.flush()
    sys.stdout.buffer.write(told.encode())  # a file for nginx, whatever the console can show
    return 0


def permalinks(options: argparse.Namespace) -> int:
    """Show what the ledger of published ids lacks, or add it; nothing is ever removed."""
    data = Project(options.data).data
    framework, written = read_framework(data, sheets=False)
    every = tuple(sheets(framework))
    links = Permalinks(framework, sheets=places(every))
    lines = published.missing(framework, links, every)
    if not lines:
        print(f"The ledger is complete: {len(links.history.lives)} ids.")
        return 0
    for line in lines:
        print(history.as_text(line).strip())
    if not options.update:
        print(f"The ledger lacks {len(lines)} lines; to add them: partnering permalinks --update")
        return 1
    unraised = published.unraised(links, lines, written[WHOLE])
    if same := tuple(unraised):
        raise FrameworkError(same)
    published.update(data, lines)
    print(f"Added {len(lines)} lines to {shown_path(data / LEDGER_FILE)}.")
    return 0


def worksheets(options: argparse.Namespace) -> int:
    """Make sheets as files: all of them, or those named."""
    project = Project(options.data)
    folder = options.fonts or project.fonts
    if folder and not folder.is_dir():
        print(f"there is no folder {folder.as_posix()}", file=sys.stderr)
        return 1
    fonts.use(folder)
    framework, written = read_framework(project.data)
    if options.start:
        framework = starting(framework, options.start)
    every = tuple(sheets(framework))
    links = Permalinks(framework, options.address, places(every))
    store = Cache(options.cache)
    shelf = Shelf(framework, links, every, written, store)
    unknown = [name for name in options.ids if name not in shelf.names]
    for name in unknown:
        print(f"there is no sheet '{name}'; {near_match(name, shelf.names)}", file=sys.stderr)
    if unknown:
        return 1
    jobs = [
        job
        for job in shelf.jobs()
        if (not options.ids or job.name in options.ids)
        and options.paper in {job.paper, "both"}
        and (not options.size or SIZES[job.form] == options.size)
        and (not options.format or FORMATS[job.form] in options.format)
    ]
    with progress(len(jobs), "Drawing sheets") as tell:
        made = shelf.make(jobs, tell)
    for file in made:
        target = options.output / Path(file.path).name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, file.content)
    if store.refused:
        print(
            f"What was drawn is not kept for the next time: {said_by_system(store.refused)}",
            file=sys.stderr,
        )
    print(f"Wrote {len(made)} files to {options.output.as_posix()}/.")
    return 0


def starting(framework: Framework, start: str) -> Framework:
    """The framework with every session plan beginning at `start`, a clock time such as 14:00."""
    plans = tuple(plan.model_copy(update={"start": start}) for plan in framework.plans)
    return framework.model_copy(update={"plans": plans})


def _clock_time(text: str) -> str:
    if not re.fullmatch(CLOCK_TIME, text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a time on the 24-hour clock, like 14:00")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="partnering", description="The partnering toolkit.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    folders = {"--data": "data_dir", "--site": "site_dir"}
    for run, option in (
        (check, "--data"),
        (words, "--data"),
        (schema, "--data"),
        (build, "--site"),
        (nginx, "--site"),
        (permalinks, "--data"),
        (worksheets, "--data"),
    ):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        help_ = f"its folder ({folders[option]} in mkdocs.yml)"
        command.add_argument(option, type=Path, help=help_)
        if run is build:
            command.add_argument("--anew", action="store_true", help="even where nothing changed")
        if run is permalinks:
            command.add_argument("--update", action="store_true", help="add what it lacks")
        if run is check:
            _add_check_options(command)
        if run is nginx:
            _add_nginx_options(command)
        if run is worksheets:
            _add_sheet_options(command)
    return parser


def _add_check_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--links", action="store_true", help="ask for every web address whether it answers")
    add("--update", action="store_true", help=f"with --links: write the answers in {LINKS_FILE}")


def _add_nginx_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--folder", help="where the site stands on the server (here)")
    _add_address(command, "the web address of your copy: its path is the place on the server")


def _add_sheet_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("ids", nargs="*", metavar="ID", help="sheets to make, such as purpose or purpose-run")
    add("--paper", choices=("a4", "letter", "both"), default="a4", help="(%(default)s)")
    add("--size", choices=("clear", "large"), help="(both)")
    add(
        "--format",
        choices=sorted(set(FORMATS.values())),
        action="append",
        help="may be given several times (all)",
    )
    add("--start", type=_clock_time, help="when sessions begin, such as 14:00 (as their plans say)")
    add("-o", "--output", type=Path, default=Path("sheets"), help="where to put them (%(default)s)")
    add(
        "--fonts",
        type=Path,
        help="a folder of typefaces, for letters that ours lack (fonts_dir in mkdocs.yml)",
    )
    add("--cache", type=Path, default=Path(".cache/sheets"), help="its folder (%(default)s)")
    _add_address(command, "the web address of your copy, which the sheets carry")


def _add_address(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--address", help=f"{what} (SITE_URL, where that is set)")


def _address(given: str | None, parser: argparse.ArgumentParser) -> str:
    """The address that is given, or else that of the environment, in its one form."""
    source, text = "--address", given
    if text is None:
        source, text = "the environment variable SITE_URL", os.environ.get("SITE_URL")
    if text is None:
        parser.error("the following arguments are required: --address")
    try:
        return of_site(text)
    except AddressError as error:
        parser.error(f"{source} is '{text}', which {error}")


if __name__ == "__main__":
    sys.exit(main())
