"""What a query finds, and in which order, worked out where there is no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

DOCUMENTS: list[dict[str, Any]] = [
    {"kind": "page", "title": "Partners and numbers", "names": [], "text": "1.2 stands here."},
    {"kind": "question", "number": "1.2", "id": "who", "title": "Who pays for it?", "names": []},
    {"kind": "question", "number": "1.3", "id": "when", "title": "When do you meet?", "names": []},
    {"kind": "resource", "id": "nine-whys", "title": "Nine whys", "names": ["Five whys"]},
    {"kind": "sheet", "title": "Nine whys, to print", "names": [], "summary": "Lines to write on."},
    {"kind": "page", "title": "Money", "names": [], "text": "Nine partners asked whys. They meet."},
]

FOUND = """async (module, documents, query, has) => {
  const library = has ? (await import(room + "assets/vendor/minisearch.mjs")).default : null;
  const { results, isLoose } = module.finder(documents, library)(query);
  return [results.map(({ document }) => document.title), isLoose];
}"""


def found(without_page: Callable[..., Any], query: str, has: bool) -> tuple[list[str], bool]:
    """The titles that a query finds, in order, and whether they hold only some of its words."""
    titles, is_loose = without_page("assets/search-find.mjs", FOUND, DOCUMENTS, query, has)
    return titles, is_loose


@pytest.mark.parametrize("has", [True, False], ids=["with the library", "without it"])
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("1.2", "Who pays for it?"),
        ("Question 1.3?", "When do you meet?"),
        ("https://x.example/go/when/", "When do you meet?"),
        ("nine-whys", "Nine whys"),
        ("five whys", "Nine whys"),
        ("partners", "Partners and numbers"),
    ],
)
def test_an_exact_number_id_or_name_comes_first(
    without_page: Callable[..., Any], query: str, title: str, has: bool
) -> None:
    """Before whatever holds the words of the query elsewhere."""
    assert found(without_page, query, has)[0][0] == title


@pytest.mark.parametrize("has", [True, False], ids=["with the library", "without it"])
def test_a_sheet_comes_after_what_it_prints(without_page: Callable[..., Any], has: bool) -> None:
    """It holds the same words."""
    titles, _ = found(without_page, "nine whys", has)
    assert titles.index("Nine whys") < titles.index("Nine whys, to print")


def test_a_slip_is_forgiven_where_the_library_came(without_page: Callable[..., Any]) -> None:
    """A letter that is wrong, two that are swapped; without the library words are spelt exactly."""
    for slip in ("numbres", "numbars"):
        assert found(without_page, slip, True)[0] == ["Partners and numbers"]
        assert found(without_page, slip, False)[0] == []


def test_where_no_document_holds_all_words_some_will_do(without_page: Callable[..., Any]) -> None:
    """And it is said."""
    titles, is_loose = found(without_page, "zebra money", True)
    assert (titles, is_loose) == (["Money"], True)
    assert found(without_page, "partners money", True)[1] is False


def test_nothing_is_found_for_no_word(without_page: Callable[..., Any]) -> None:
    """An empty field shows no results."""
    assert found(without_page, " ?", True) == ([], False)


def test_the_sentence_that_is_shown_holds_most_of_the_words(
    without_page: Callable[..., Any],
) -> None:
    """The first of those that hold as many; none where none holds any."""
    text = "Meet once. Say who pays. Then say who meets, and who pays for it!"
    show = "(module, text, terms) => module.excerpt(text, terms)"

    def shown(terms: list[str]) -> str:
        return str(without_page("assets/search-find.mjs", show, text, terms))

    assert shown(["who", "pay"]) == "Say who pays."
    assert shown(["meet", "pay"]) == "Then say who meets, and who pays for it!"
    assert shown(["zebra"]) == ""
