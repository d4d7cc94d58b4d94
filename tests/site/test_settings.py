"""What `mkdocs.yml` says works, or is refused at its line; a check refuses what a build refuses."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.cli import main
from generator.project import written_pages
from tests.conftest import ROOT, write
from tests.golden import SMALL
from tests.robust.builds import built

Checked = Callable[..., list[str]]

ELSEWHERE = "is no file of this site, and the site's policy lets in nothing else"
PUT = "put the file into the folder of the pages and name it there, or link to it"
REFUSED = "is refused by the site's policy, so no reader gets it"
MACROS = "---\nrender_macros: true\n---\n\n# Home\n\n"


@pytest.fixture
def laid_out(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Lays out the small project, with other settings and pages, as the working folder."""

    def lay_out(settings: dict[str, str] | None = None, docs: dict[str, str] | None = None) -> Path:
        folder = project(SMALL, docs)
        config = folder / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        for old, new in (settings or {}).items():
            assert old in text
            text = text.replace(old, new)
        config.write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        return folder

    return lay_out


@pytest.fixture
def checked(laid_out: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> Checked:
    """Checks a project; returns what is said, without the count."""

    def check(
        settings: dict[str, str] | None = None, docs: dict[str, str] | None = None
    ) -> list[str]:
        laid_out(settings, docs)
        code = main(["check"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        if code == 0:
            assert out.startswith("All is well: A small framework, edition 1: 2 sections")
            return []
        *told, count = err.splitlines()
        assert re.fullmatch(r"\d+ problems? found\.", count)
        return told

    return check


def test_the_settings_of_a_project_are_well(checked: Checked) -> None:
    """The check builds it, and says what is in it."""
    assert checked() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "site_dir: site",
            "use_directory_urls: false",
            "7:1: 'use_directory_urls' is false, which",
        ),
        ("theme:\n", "theme:\n  language: fr\n", "9:3: 'theme: language' is 'fr', which does not"),
        ("theme:\n", "theme:\n  name: mkdocs\n", "9:3: 'theme: name' is 'mkdocs', which does not"),
        ("theme:\n", "theme:\n  font: {text: Lato}\n", "9:3: 'theme: font' is more than a word"),
        (
            "theme:\n",
            "theme:\n  features: [toc.follow]\n",
            "9:3: 'theme: features' changes nothing",
        ),
        (
            "theme:\n",
            "theme:\n  palette: {scheme: slate}\n",
            "9:3: 'theme: palette' changes nothing",
        ),
        (
            f"custom_dir: {ROOT.as_posix()}/overrides",
            "custom_dir: docs",
            "9:3: 'theme: custom_dir'",
        ),
        (
            "site_dir: site",
            "extra: {analytics: {provider: google}}",
            "7:9: 'extra: analytics' does",
        ),
        ("plugins:\n", "plugins:\n  - search\n", "18:5: 'search' is MkDocs' own search, and"),
        ("plugins:\n", "plugins:\n  - search:\n      lang: cy\n", "18:5: 'search' is MkDocs'"),
        ("render_by_default: false", "render_by_default: true", "23:7: 'plugins: macros: render"),
        ("framework/*", "framwork/*", "12:16: there are no generated pages 'framwork/*'; did you"),
        ("worksheets/*", "gone.md", "15:17: A reference to 'gone.md' is included in the 'nav'"),
        ("docs_dir: docs", "docs_dir: framework_data", "6:1: there is no index.md in framework"),
        ("site_dir: site", "nonsense: 1", "7:1: Config value 'nonsense': Unrecognised"),
        ("site_name: A test site", "site_name: [", "4:6: MkDocs encountered an error parsing the"),
        (
            "plugins:\n",
            "plugins:\n  - serch\n",
            "17:1: Config value 'plugins': The \"serch\" plugin is not",
        ),
        ("  - partnering:", "  - nothing:", "17:1: Config value 'plugins': The \"nothing\" plugin"),
    ],
)
def test_a_setting_that_does_not_work_is_refused_at_its_line(
    checked: Checked, old: str, new: str, told: str
) -> None:
    """The message says why, and what would be right."""
    said = checked({old: new})
    assert any(line.startswith(f"mkdocs.yml:{told}") for line in said), said


def test_all_wrong_settings_and_data_are_told_at_once(checked: Checked) -> None:
    """Nobody mends one after the other."""
    said = checked(
        {"theme:\n": "theme:\n  language: de\n  logo: a.png\n", "framework/*": "frame/*"},
        {"index.md": "# Home\n\nTODO: more\n"},
    )
    assert [line.partition(": ")[0] for line in said] == [
        "docs/index.md:3:1",
        "mkdocs.yml:9:3",
        "mkdocs.yml:10:3",
        "mkdocs.yml:14:16",
    ]


def test_styles_and_scripts_that_no_reader_would_get_are_refused(checked: Checked) -> None:
    """From another host, or from nowhere."""
    more = "site_dir: site\nextra_css: [https://x.example/a.css, assets/none.css]\n"
    more += "extra_javascript:\n  - path: //cdn.example/a.js\n    defer: true\n  - own/b.js"
    assert [line.partition("; ")[0] for line in checked({"site_dir: site": more})] == [
        f"mkdocs.yml:8:13: https://x.example/a.css {ELSEWHERE}",
        "mkdocs.yml:8:38: there is no file assets/none.css among the pages of the site",
        f"mkdocs.yml:10:11: //cdn.example/a.js {ELSEWHERE}",
        "mkdocs.yml:12:5: there is no file own/b.js among the pages of the site",
    ]


def test_a_file_that_a_template_of_ones_own_names_has_to_be_there(
    laid_out: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Among the pages or among this toolkit's own; otherwise no page would show it."""
    folder = laid_out({f"custom_dir: {ROOT.as_posix()}/overrides": "custom_dir: theme"})
    shutil.copytree(ROOT / "overrides", folder / "theme")
    with (folder / "theme/404.html").open("a") as page:
        page.write("{{ 'assets/icon.svg' | asset }} {{ 'assets/dot.svg' | asset }}")
    assert main(["check"]) == 1
    assert capsys.readouterr().err.splitlines()[:-1] == [
        "mkdocs.yml:9:3: there is no assets/dot.svg in docs, and the templates use it; put it there"
    ]


def test_styles_and_scripts_of_ones_own_reach_every_page(laid_out: Callable[..., Path]) -> None:
    """Those among the assets are renamed, and named by their new name."""
    more = "site_dir: site\nextra_css: [assets/site.css, own/b.css]\ncopyright: Ours &copy; 2022\n"
    more += "extra_javascript:\n  - path: assets/mine.mjs\n    type: module\n  - assets/more.js"
    folder = laid_out({"site_dir: site": more}, {"own/b.css": "b {}", "assets/more.js": "1;"})
    write(folder, {"docs/assets/mine.mjs": "2;"})
    code, said = built(folder)
    assert code == 0, said
    page = (folder / "site/framework/index.html").read_text()
    loaded = re.findall(r'(?:<script[^>]* src|<link rel="stylesheet" href)="\.\./([^"]+)"', page)
    assert {path.partition(".")[0] for path in loaded} == {
        "assets/site",
        "own/b",
        "assets/mine",
        "assets/more",
    }
    assert [] == [path for path in loaded if not (folder / "site" / path).is_file()]
    assert "<p>Ours &copy; 2022</p>" in page


BLOCKED = """\
# Home

![a](https://x.example/a.png) and ![b][b]

<iframe src="//v.example/1"></iframe>

<script>alert(1)</script>

<p style="color: red" onclick="a()">x</p>

![d](data:image/png;base64,AAAA) <video poster="HTTPS://v.example/p.png"></video>

[b]: https://y.example/b.png
"""


def test_what_the_policy_keeps_from_readers_is_refused_in_pages(checked: Checked) -> None:
    """Pictures, frames, scripts and styles, each with its line; a table's columns are none."""
    said = checked(
        None,
        {"index.md": BLOCKED.replace("[b]: https", "[b]: <https").replace("b.png\n", "b.png>\n")},
    )
    assert any("the link https://y.example/b.png is not on the list" in line for line in said)
    page = BLOCKED.replace(" and ![b][b]", "").replace("[b]: https://y.example/b.png", "")
    assert checked(None, {"index.md": f"{page}\n| a |\n| --: |\n| 1 |\n"}) == [
        f"docs/index.md:3:6: https://x.example/a.png {ELSEWHERE}; {PUT}",
        f"docs/index.md:5:14: //v.example/1 {ELSEWHERE}; {PUT}",
        f"docs/index.md:7:1: a script within the page {REFUSED}; put it into a file, and name that "
        "under extra_javascript in mkdocs.yml",
        f'docs/index.md:9:11: style="color: red" {REFUSED}; use a class of assets/site.css; '
        "for a table, 'use_align_attribute: true'",
        f"docs/index.md:9:23: a script in 'onclick' {REFUSED}; put the script into a file, and "
        "name it under extra_javascript",
        f"docs/index.md:11:6: data:image/png;base64,AAAA {ELSEWHERE}; {PUT}",
        f"docs/index.md:11:49: HTTPS://v.example/p.png {ELSEWHERE}; {PUT}",
    ]


def test_what_the_policy_keeps_from_readers_is_refused_in_styles(checked: Checked) -> None:
    """A typeface or picture of another host, in any style."""
    style = '@import "https://f.example/x.css";\na { background: url(//p.example/y.png) }\n'
    assert checked(None, {"own/b.css": style}) == [
        f"docs/own/b.css:1:10: https://f.example/x.css {ELSEWHERE}; {PUT}",
        f"docs/own/b.css:2:21: //p.example/y.png {ELSEWHERE}; {PUT}",
    ]


def test_pages_of_ones_own_are_known_by_who_wrote_them(laid_out: Callable[..., Path]) -> None:
    """Whatever their front matter says, it makes no generated page of them."""
    front = "---\ngenerated: true\nbranch: yes\ndata: hello\nschema_org: {a: b}\n---\n"
    folder = laid_out(None, {"index.md": f"{front}# Home\n\nWords of our *own*.\n"})
    code, said = built(folder)
    assert code == 0, said
    page = (folder / "site/index.html").read_text()
    assert "<p>Words of our <em>own</em>.</p>" in page
    assert "application/ld+json" not in page
    assert 'rel="alternate"' not in page


def test_front_matter_that_cannot_be_used_is_refused(checked: Checked) -> None:
    """The theme would end with a traceback, or show it as text."""
    front = "---\nsearch: no\ntags: a\ntemplate: x.html\ntitle: [a]\n---\n# Home\n"
    assert [line.partition("; ")[0] for line in checked(None, {"index.md": front})] == [
        "docs/index.md:2:1: 'search' holds something else",
        "docs/index.md:3:1: 'tags' holds something else",
        "docs/index.md:4:1: 'template' changes the page to one that this toolkit does not know",
        "docs/index.md:5:1: 'title' holds something else",
    ]
    assert [
        line.partition("; ")[0] for line in checked(None, {"index.md": "---\na: b: c\n---\n# A\n"})
    ] == ["docs/index.md:1:1: the front matter cannot be read, and would be shown as text"]


def test_quotations_work_whatever_markdown_is_told(laid_out: Callable[..., Path]) -> None:
    """What blocks need is there without being listed, and plugins may stand in any order."""
    macros = "  - macros:\n      render_by_default: false\n"
    folder = laid_out(
        {"plugins:\n": f"markdown_extensions: [toc]\nplugins:\n{macros}", f"\n{macros}": "\n"},
        {"index.md": f'{MACROS}{{{{ link("who") }}}}\n\n{{{{ reading_ages() }}}}\n'},
    )
    config = folder / "mkdocs.yml"
    text = config.read_text()
    config.write_text(
        text.replace("plugins:\n", f"plugins:\n{macros}", 1) if macros not in text else text
    )
    code, said = built(folder)
    assert code == 0, said
    page = (folder / "site/index.html").read_text()
    assert '<a href="framework/one/#who">' in page
    assert re.search(r'<div class="figures"[^>]*>\s*<table>', page)


def test_without_macros_a_page_with_braces_is_refused(checked: Checked) -> None:
    """It would show them."""
    without = {"  - macros:\n      render_by_default: false\n": ""}
    assert checked(without, {"index.md": f'{MACROS}{{{{ question("who") }}}}\n'}) == [
        "docs/index.md:7:1: the page holds '{{', and 'macros' is not among the plugins in "
        "mkdocs.yml; add it there, or 'render_macros: false' to the page's front matter"
    ]
    assert checked(without) == []


def test_folders_are_those_of_the_settings(
    laid_out: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Data, pages and the site may be elsewhere; every command follows."""
    folder = laid_out(
        {
            "docs_dir: docs": "docs_dir: handbook",
            "site_dir: site": "site_dir: public/web",
            "data_dir: framework_data": "data_dir: our/words",
        },
        {"more.md": "# More\n"},
    )
    (folder / "our").mkdir()
    (folder / "framework_data").rename(folder / "our/words")
    (folder / "docs").rename(folder / "handbook")
    (folder / "handbook/more.md").unlink()
    assert main(["check"]) == 0
    assert main(["schema"]) == 0
    assert "Wrote 8 schemas to our/words/schema." in capsys.readouterr().out
    (folder / "handbook/index.md").write_text(f"# Home\n\n{'We go out. ' * 40}\n")
    assert main(["words"]) == 0
    assert "handbook/index.md:3:1: We go out." in capsys.readouterr().out
    code, said = built(folder)
    assert code == 0, said
    assert (folder / "public/web/index.html").is_file()
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('{{ question("whoo") }}', ["docs/index.md:7:14: there is no question 'whoo'; did you"]),
        ("{{ questoin('who') }}", ["docs/index.md:7:1: 'questoin' is undefined; see CONTRIBUTING"]),
        ("[a](gone.md)", ["docs/index.md:7:5: Doc file 'index.md' contains a link 'gone.md', but"]),
        ("[a](#gone)", ["docs/index.md:7:5: Doc file 'index.md' contains a link '#gone', but"]),
        ("Ask the chairman.", []),
        ("A caf\xe9.", ["docs/index.md:7:6: the page is not UTF-8 text; save it as UTF-8"]),
        (
            '[a](gone.md) [b](framework/index.md#gone)\n\n{{ link("x") }}',
            [
                "docs/index.md:7:5: Doc",
                "docs/index.md:7:18: Doc",
                "docs/index.md:9:10: there is no",
            ],
        ),
    ],
)
def test_a_check_refuses_what_a_build_refuses(
    laid_out: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    page: str,
    told: list[str],
) -> None:
    """In the same words; words that are hard or leave people out, only where the settings ask."""
    folder = laid_out()
    (folder / "docs/index.md").write_bytes(f"{MACROS}{page}\n".encode("latin-1"))
    assert main(["check"]) == bool(told)
    said = capsys.readouterr().err.splitlines()[:-1]
    assert [line[: len(start)] for line, start in zip(said, told, strict=True)] == told
    code, built_said = built(folder)
    assert code == bool(told)
    assert [] == [line for line in said if line not in built_said]


def test_plain_words_are_asked_for_in_check_and_build_alike(checked: Checked) -> None:
    """A hard page is refused by both, or by none."""
    docs = {"index.md": "# Home\n\nAsk the chairman, please, for it.\n"}
    assert checked(None, docs) == []
    said = checked({"      sheets: false": "      plain_words: true\n      sheets: false"}, docs)
    assert "docs/index.md:3:9: 'chairman' leaves people out, or labels them; say 'chair'" in said


FORGOTTEN = "TODO: more. [A](https://nowhere.example/) {{ question('whoo') }} [b](gone.md)\n"


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("", ".notes/a.md"),
        ("", "use/.draft.md"),
        ("exclude_docs: |\n  old/\n  !old/kept.md", "old/a.md"),
        ("exclude_docs: |\n  *.old.md", "use/a.old.md"),
        ("draft_docs: |\n  later.md", "later.md"),
    ],
)
def test_what_is_left_out_of_the_site_is_not_read(
    checked: Checked, capsys: pytest.CaptureFixture[str], setting: str, path: str
) -> None:
    """Nothing in it stops a build or counts among our words."""
    assert checked({"site_dir: site": f"site_dir: site\n{setting}"}, {path: FORGOTTEN}) == []
    assert main(["words"]) == 0
    assert path not in capsys.readouterr().out


def test_what_is_only_left_out_of_the_navigation_is_read(checked: Checked) -> None:
    """It is a page of the site like any other."""
    settings = {"site_dir: site": "site_dir: site\nnot_in_nav: |\n  aside.md"}
    assert checked(settings, {"aside.md": "# Aside\n"}) == []
    (told,) = checked(settings, {"aside.md": "# Aside\n\nTODO: more\n"})
    assert told.startswith("docs/aside.md:3:1: 'TODO' reads as a note to editors")


def test_a_preview_reads_drafts_and_a_build_does_not(laid_out: Callable[..., Path]) -> None:
    """Drafts are shown in a preview; what is excluded or hidden never is."""
    laid_out(
        {"site_dir: site": "site_dir: site\ndraft_docs: later.md\nexclude_docs: old.md"},
        {"later.md": "# Later\n", "old.md": "# Old\n", ".hidden.md": "# Hidden\n"},
    )
    config = load_config("mkdocs.yml")
    shown = [
        [doc.path for doc in written_pages(config, preview=preview).pages]
        for preview in (False, True)
    ]
    assert shown == [["index.md"], ["index.md", "later.md"]]
