"""Hard words: found in a text, marked once in HTML, and each of them used."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from generator.checks.run import read_framework
from generator.errors import FrameworkError
from generator.model.glossary import Term
from generator.web import hard_words
from tests.conftest import docs_in, write
from tests.golden import SMALL

TERMS = (
    Term(id="ngo", term="NGO", forms=("non-governmental body",), meaning="One that is not."),
    Term(id="care", term="care system", forms=("care systems",), meaning="All who care."),
    Term(id="care-home", term="care", meaning="Help."),
    Term(id="people", term="people", marked=False, meaning="Us."),
)
WORDS = """\
# Hard words.
terms:
  - id: walk
    term: walk
    meaning: To go on foot.
  - id: walk
    term: quire
    forms: [Walk]
    meaning: Sheets of paper.
"""


def link(name: str, words: str) -> str:
    """How a word is marked."""
    return f'<a class="term" href="../g/#{name}" aria-describedby="meaning--{name}">{words}</a>'


def test_the_words_of_a_text_are_found_once_each() -> None:
    """The longest form counts; small letters may begin a sentence; capitals stand as written."""
    text = "Care systems care. An ngo? NGO, NGOs, NGO-like: one NGO. A Care\nsystem. People."
    assert [term.id for term in hard_words.terms_in(TERMS, text)] == ["care", "care-home", "ngo"]


def test_a_word_is_marked_where_it_first_stands_in_running_text() -> None:
    """Headings, links and words to copy keep theirs unmarked; all other HTML stays as it is."""
    before = (
        "<h2>NGO</h2>\n<p data-words>NGO</p><svg viewBox='0 0 1 1'><text>NGO</text></svg>"
        "<ul><li><a href='#'>NGO <b>NGO</b></a> <div lang='cy'><div>NGO</div> NGO</div> &amp; "
    )
    after = "<BR> an NGO, &lt;b&gt; </li></ul>\n<!-- NGO --><p>care systems</p>"
    html = f"{before}non-governmental\nbody{after}"
    marked, terms = hard_words.mark_terms(TERMS, html, "../g/")
    care = link("care", "care systems")
    words = link("ngo", "non-governmental\nbody")
    assert marked == f"{before}{words}{after.replace('care systems', care)}"
    assert [term.id for term in terms] == ["ngo", "care"]


def test_a_word_that_a_template_marked_is_not_marked_again() -> None:
    """Its meaning is on the page all the same."""
    html = str(hard_words.link(TERMS[0], "NGO & co", "../g/")) + "<p>An NGO.</p>"
    assert hard_words.mark_terms(TERMS, html, "../g/") == (html, (TERMS[0],))
    assert "NGO &amp; co" in html


SAID = [
    pytest.param("care  system", "A care\nsystem.", ["care\nsystem"], id="two spaces"),
    pytest.param("care\u00a0system", "A care system.", ["care system"], id="a no-break space"),
    pytest.param("care\n  system", "A care\u202fsystem.", ["care\u202fsystem"], id="a line break"),
    pytest.param("care system", "A care&nbsp;system.", ["care&nbsp;system"], id="&nbsp;"),
    pytest.param("ırmak", "Irmak var.", ["Irmak"], id="a letter without a dot"),
    pytest.param("ilçe", "İlçe var.", ["İlçe"], id="a letter with a dot"),
    pytest.param("µm", "In \u03bcm.", ["\u03bcm"], id="a micro sign for a letter"),
    pytest.param("µm", "\u039cm are few.", ["\u039cm"], id="a micro sign as a capital letter"),
    pytest.param("ßa", "Ssa.", ["Ssa"], id="two letters in capitals"),
    pytest.param("ŉ", "Dit is ŉ.", ["ŉ"], id="a letter with an apostrophe"),
    pytest.param("ﬁrst", "First.", ["First"], id="a ligature"),
    pytest.param(
        "ẹ̀kọ́", "E\u0323\u0300ko\u0323\u0301.", ["E\u0323\u0300ko\u0323\u0301"], id="marks"
    ),
    pytest.param("cafe\u0301", "Café.", ["Café"], id="one sign for a letter and its mark"),
    pytest.param("cafe", "Cafe\u0301, cafe.", ["cafe"], id="a letter without its mark"),
    pytest.param("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8.", 1, id="letters in parts"),
    pytest.param("don't", "We don’t.", ["don’t"], id="a curly apostrophe"),
    pytest.param("don’t", "We don&#39;t.", ["don&#39;t"], id="an apostrophe as a number"),
    pytest.param("don't", "We don&rsquo;t.", ["don&rsquo;t"], id="an apostrophe with a name"),
    pytest.param("Q&A", "A Q&amp;A.", ["Q&amp;A"], id="&amp;"),
    pytest.param('say "so"', "We say &#34;so&quot;.", ["say &#34;so&quot;"], id="quotation marks"),
    pytest.param('say "so"', "We say “so”.", ["say “so”"], id="curly quotation marks"),
    pytest.param("a < b", "If a &lt; b.", ["a &lt; b"], id="&lt;"),
    pytest.param("&", "A &amp; b.", ["&amp;"], id="a sign alone"),
    pytest.param("break-out", "A break\u2011out.", ["break\u2011out"], id="a hyphen"),
    pytest.param("partner", "A part&shy;ner.", ["part&shy;ner"], id="a soft hyphen"),
    pytest.param("伙伴", "我们的伙伴关系。", ["伙伴"], id="words without spaces"),
    pytest.param("काम", "कामि काम.", ["काम"], id="a vowel that belongs to the word"),
    pytest.param("C++ (new)", "A C++ (new).", ["C++ (new)"], id="signs of patterns"),
    pytest.param("1", "A ½.", [], id="a part of a sign"),
    pytest.param("amp", "A &amp; b.", [], id="the name of a reference"),
]


@pytest.mark.parametrize(("form", "html", "marked"), SAID)
def test_a_word_is_found_as_a_reader_sees_it(form: str, html: str, marked: list[str] | int) -> None:
    """However spaces, signs and letters are encoded in the data and on the page, it is marked."""
    (term,) = terms = (Term(id="hard", term="other", forms=(form,), meaning="This."),)
    words = [html.rstrip(".")] if marked == 1 else marked
    expected = f"<p>{html}</p>"
    for word in words if isinstance(words, list) else ():
        place = expected.rindex(word)
        expected = expected[:place] + link("hard", word) + expected[place + len(word) :]
    marked = hard_words.mark_terms(terms, f"<p>{html}</p>", "../g/")
    assert marked == (expected, (term,) * bool(words))
    assert hard_words.terms_in(terms, unescape(html)) == (term,) * bool(words)


def test_words_within_scripts_and_styles_stay_as_they_are() -> None:
    """They are not read; text to write in is not running text."""
    html = "<script>NGO</script><style>NGO</style><textarea>NGO</textarea>"
    assert hard_words.mark_terms(TERMS, html, "../g/") == (html, ())


@pytest.mark.parametrize("page", ["We don’t go.", "We don&#39;t\u00a0go.", "We don't\ngo."])
def test_what_says_a_word_is_found_as_it_is_marked(tmp_path: Path, page: str) -> None:
    """The check and the pages agree; two forms that look the same stand there twice."""
    words = "terms:\n  - {id: not, term: do not go, forms: [don't  go], meaning: To stay.}\n"
    write(tmp_path / "data", SMALL | {"glossary.yml": words})
    write(tmp_path / "docs", {"index.md": f"# Home\n\n{page}\n"})
    assert len(read_framework(tmp_path / "data", docs_in(tmp_path / "docs")).framework.terms) == 1
    write(tmp_path / "data", {"glossary.yml": words.replace("go]", "go, don’t go]")})
    with pytest.raises(FrameworkError, match="'don’t go' stands here a second time"):
        read_framework(tmp_path / "data", docs_in(tmp_path / "docs"))


def test_a_word_stands_once_and_something_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id or form that is taken, and a word that nothing says, are told at their place."""
    monkeypatch.chdir(tmp_path)
    write(Path("data"), SMALL | {"glossary.yml": WORDS})
    write(Path("docs"), {"index.md": "# Home\n"})
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    file = "data/glossary.yml"
    assert str(caught.value).splitlines() == [
        f"{file}:6:9: the id 'walk' stands here a second time; keep it once ({file}:3:9)",
        f"{file}:8:13: the form 'Walk' stands here a second time; keep it once ({file}:4:11)",
    ]
    write(
        Path("data"),
        {
            "glossary.yml": WORDS.replace(
                "- id: walk\n    term: q", "- id: q\n    term: q"
            ).replace("[Walk]", "[quires]")
        },
    )
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    assert str(caught.value) == (
        f"{file}:6:9: nothing says 'quire'; add the form in which it is used to its 'forms', "
        "or delete it"
    )
    assert len(read_framework(Path("data")).framework.terms) == 2


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"sections/1-one.yml": "title: [\n"}, "sections/1-one.yml:"),
        ({"sections/1-one.yml": None, "sections/1-one.yaml": ""}, "the name ends in .yaml"),
        ({"framework.yml": None, "framework.yaml": ""}, "the name ends in .yaml"),
    ],
    ids=["cannot-be-parsed", "has-another-ending", "stands-at-the-top"],
)
def test_what_could_not_be_read_may_say_any_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | None], told: str
) -> None:
    """Only what is wrong with that file is told, not that its words are said nowhere."""
    monkeypatch.chdir(tmp_path)
    words = WORDS.replace("- id: walk\n    term: q", "- id: q\n    term: q")
    data = SMALL | {"glossary.yml": words.replace("[Walk]", "[quires]")} | files
    write(Path("data"), {file: text for file, text in data.items() if text is not None})
    write(Path("docs"), {"index.md": "# Home\n"})
    with pytest.raises(FrameworkError) as caught:
        read_framework(Path("data"), docs_in(Path("docs")))
    assert "nothing says" not in str(caught.value)
    assert told in str(caught.value)
