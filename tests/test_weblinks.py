"""Every web address that data and pages lead to is on a list; the list is written one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import weblinks
from generator.checks.run import read_framework
from generator.data.loader import load
from generator.errors import FrameworkError, Location
from tests.conftest import docs_in, write
from tests.golden import SMALL

PAGE = """\
# Links

[One](https://a.example/one) and <https://a.example/two>, [three](<https://a.example/three>).
A [bracket](https://a.example/four_(4)) and <a href="https://a.example/five">five</a>. [Six][6]

`[code](https://a.example/code)`, https://a.example/words, [mail](mailto:a@b.example).

```md
[code](https://a.example/code)
```

[6]: https://a.example/six
"""
NAMES = ["one", "two", "three", "four_(4)", "five", "six"]
MAP, THE = "https://walk.example/map", "the address '"
PUT = "put it there: partnering check --links --update"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small framework in `data/`, below the working folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "data", SMALL)
    return Path("data")


def told(data: Path, pages: Path | None = None) -> list[str]:
    """What is said of the framework in `data` and its pages."""
    with pytest.raises(FrameworkError) as caught:
        read_framework(data, docs_in(pages) if pages else None)
    return str(caught.value).splitlines()


def test_links_in_pages_are_found_where_they_stand(data: Path) -> None:
    """Every way to write a link counts; code, bare words and mail addresses do not."""
    write(Path("docs"), {"use/links.md": PAGE})
    found = weblinks.find_links(load(data), docs_in(Path("docs")))
    ours = {url: place for url, place in found.items() if url.startswith("https://a.example")}
    assert sorted(ours) == sorted(f"https://a.example/{name}" for name in NAMES)
    assert ours["https://a.example/two"] == [Location("docs/use/links.md", 3, 35)]
    assert ours["https://a.example/six"] == [Location("docs/use/links.md", 12, 6)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("````md\n```\n[code](https://a.example/)\n```\n````\n", []),
        ("![picture](https://a.example/)\n", []),
        ("A [link\nover lines](https://a.example/ 'with a title')\n", ["2:13"]),
        ("[One][a] and [two][a].\n\n[a]: https://a.example/\n", ["3:6"]),
        ("<details markdown>\n[Inside](https://a.example/) HTML\n</details>\n", ["2:10"]),
        (
            "---\ntitle: T\n---\n\n| Head |\n| --- |\n| [In a cell](https://a.example/) |\n",
            ["7:15"],
        ),
    ],
    ids=["code in code", "picture", "two lines", "used twice", "in HTML", "in a table"],
)
def test_markdown_says_what_is_a_link(data: Path, text: str, at: list[str]) -> None:
    """Not a pattern: it knows fences, titles, definitions and tables."""
    write(Path("docs"), {"index.md": text})
    found = weblinks.find_links(load(data), docs_in(Path("docs")))
    places = found.get("https://a.example/", [])
    assert [str(place) for place in places] == [f"docs/index.md:{place}" for place in at]


def test_a_link_that_is_not_on_the_list_is_told_at_its_place(data: Path) -> None:
    """In the data and in a page, each time that it stands there."""
    write(data, {"links.yml": SMALL["links.yml"].replace("walk.example/map", "walk.example/plan")})
    write(Path("docs"), {"index.md": "[A](https://b.example/)\n\n[B](https://b.example/)\n"})
    said = "is not on the list in links.yml"
    assert told(data, Path("docs")) == [
        f"data/resources/walk.yml:52:10: the link https://walk.example/map {said}; {PUT}",
        f"docs/index.md:1:5: the link https://b.example/ {said}; {PUT}",
        f"docs/index.md:3:5: the link https://b.example/ {said}; {PUT}",
    ]


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("https://[your-site]/", "is not a web address that a browser can open"),
        ("https://a.example:99999/", "is not a web address that a browser can open"),
        ("https://*.example/", "has a host that cannot be"),
        ("https://me:secret@a.example/", "holds a user name or a password"),
    ],
)
def test_a_link_that_no_browser_opens_is_told_at_its_place(
    data: Path, link: str, wrong: str
) -> None:
    """In a page and in the data, once each."""
    write(Path("docs"), {"index.md": f"\n[A]({link})\n"})
    write(data, {"resources/walk.yml": SMALL["resources/walk.yml"].replace(MAP, link)})
    one, other = told(data, Path("docs"))
    assert one.startswith(f"data/resources/walk.yml:52:10: link 1 of resource 'walk': {THE}{link}")
    assert other.startswith(f"docs/index.md:2:5: the link {link} {wrong}")
    assert wrong in one


@pytest.mark.parametrize("link", ["https://dŵr.example/tŷ", "HTTPS://A.example/", "http://[::1]/"])
def test_a_link_that_browsers_open_may_stand_anywhere(data: Path, link: str) -> None:
    """An international name, large letters and a number are as good as any."""
    write(Path("docs"), {"index.md": f"[A]({link})\n"})
    write(data, {"resources/walk.yml": SMALL["resources/walk.yml"].replace(MAP, link)})
    loaded = load(data)
    found = weblinks.find_links(loaded, docs_in(Path("docs")))
    assert [place.path for place in found[link]] == ["data/resources/walk.yml", "docs/index.md"]
    days = dict.fromkeys(found, "never")
    write(data, {"links.yml": weblinks.list_text(days)})
    assert read_framework(data, docs_in(Path("docs"))).framework.resources


def test_without_a_list_every_link_is_told(data: Path) -> None:
    """A framework that links to nothing needs no list."""
    (data / "links.yml").unlink()
    assert [line.split(": ")[0] for line in told(data)] == [
        "data/resources/walk.yml:45:10",
        "data/resources/walk.yml:52:10",
    ]
    start, _, rest = SMALL["resources/walk.yml"].partition("links:\n")
    end = "access:" + rest.partition("access:")[2]
    no_links = (start + end).replace("    url: https://walk.example/licence\n", "")
    no_links = no_links.replace("Public domain", "No licence stated")
    write(data, {"resources/walk.yml": no_links})
    assert read_framework(data).framework.resources


@pytest.mark.parametrize("broken", ["links: What: now?\n", "links:\n  - url: a\n"])
def test_a_list_with_faults_is_told_alone(data: Path, broken: str) -> None:
    """What it may hold is not said to be missing."""
    write(data, {"links.yml": broken})
    assert all(line.startswith("data/links.yml:") for line in told(data))


def test_the_list_reads_as_it_is_written(data: Path) -> None:
    """Whatever an address holds, writing the list and reading it gives the same, sorted."""
    days = {"https://b.example/#a: b": "never", "https://a.example/(1)?b='c'": "2026-03-31"}
    days = {url.replace(" ", ""): day for url, day in days.items()}
    write(data, {"links.yml": weblinks.list_text(days)})
    loaded = load(data)
    assert loaded.problems == ()
    assert list(weblinks.listed_days(loaded).items()) == sorted(days.items())
    write(data, {"links.yml": weblinks.list_text({})})
    assert dict(weblinks.listed_days(load(data))) == {}
