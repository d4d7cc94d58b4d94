"""Names of hand-written files that are taken: by the site, by each other, by Windows."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.taken_names import problems, published_as


def told(*paths: str, glossary: bool = True) -> list[str]:
    """What is said of files at these paths below `docs/`."""
    return [str(each) for each in problems({path: Path("docs", path) for path in paths}, glossary)]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("use/new.md", "use/new/index.html"),
        ("index.md", "index.html"),
        ("use/README.md", "use/index.html"),
        ("use/a.b.markdown", "use/a.b/index.html"),
        ("a/x.pdf", "a/x.pdf"),
    ],
)
def test_a_file_has_a_path_on_the_site(path: str, place: str) -> None:
    """A page stands in a folder of its own, any other file where it is."""
    assert published_as(path) == place


@pytest.mark.parametrize(
    "path",
    [
        "framework/purpose.md",
        "framework.md",
        "go/impact.md",
        "go/impact/index.html",
        "Go/impact.md",
        "worksheets/x.pdf",
        "data/notebook/1/notebook.schema.json",
        "embed/impact/index.html",
        "plan/mine.md",
        "resources/index.md",
    ],
)
def test_a_file_in_a_folder_of_the_sites_own_is_refused(path: str) -> None:
    """It would vanish, or take the place of a permanent address, now or later."""
    (said,) = told(path)
    folder = path.partition("/")[0].partition(".")[0].lower()
    assert said == (
        f"docs/{path}:1:1: all that stands in /{folder}/ is made by the site, so this would be "
        "lost; put it in another folder, such as use/"
    )


@pytest.mark.parametrize(
    "path",
    [
        "framework.json",
        "Framework.csv",
        "framework.schema.json",
        "_headers",
        ".htaccess",
        "404.html",
        "sitemap.xml",
        "search/index.html",
        "use/glossary.md",
        "use/glossary/index.html",
    ],
)
def test_a_file_that_the_site_makes_itself_is_refused(path: str) -> None:
    """Wherever it stands."""
    (said,) = told(path)
    assert said.startswith(f"docs/{path}:1:1: the site makes its own /")


def test_without_hard_words_their_page_may_be_written_by_hand() -> None:
    """Nothing is made there then."""
    assert told("use/glossary.md", glossary=False) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("use/aux.md", "aux"),
        ("con/index.md", "con"),
        ("use/NUL.tar.gz", "NUL"),
        ("assets/com1.png", "com1"),
        ("lpt0", "lpt0"),
        ("use/Prn .md", "Prn"),
    ],
)
def test_a_name_that_windows_keeps_is_refused(path: str, name: str) -> None:
    """With any ending, in any folder, in small letters and large."""
    assert told(path) == [
        f"docs/{path}:1:1: '{name}' is a name that Windows keeps for itself; give it another name"
    ]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "use/New.md",
            "use/new.md",
            "'use/new/' differs from the folder 'use/New/' of docs/use/New.md",
        ),
        ("use/New.txt", "use/new.txt", "/use/new.txt is the address of docs/use/New.txt too"),
        ("use.md", "use/index.md", "/use/ is the address of docs/use.md too"),
        ("a/E\u0301.txt", "a/\u00e9.txt", "/a/\u00e9.txt is the address of docs/a/E\u0301.txt too"),
        ("A/x.md", "a/y.md", "'a/' differs from the folder 'A/' of docs/A/x.md by capital letters"),
    ],
)
def test_two_files_for_one_address_are_refused(one: str, other: str, said: str) -> None:
    """Where letters large and small, or built of parts, are the same to a system, too."""
    (told_,) = told(one, other)
    assert f": {said}" in told_


def test_other_names_are_free() -> None:
    """What only looks alike is not refused."""
    names = ("use/auxiliary.md", "use/con-text.md", "goals.md", "use/framework.md", "CNAME")
    assert told(*names, "robots.txt", "framework-notes/x.md", "use/é #[1].md") == []
