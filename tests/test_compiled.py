"""Compiled templates are kept from build to build, and never believed when they do not fit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, FunctionLoader, TemplateSyntaxError

from generator.system.cache import Cache
from generator.web.template_cache import TemplateCache, keep_unnamed

WORDS = "{% for word in words %}{{ word }} {% endfor %}"


def rendered(folder: Path, source: str) -> str:
    """A template rendered by a new environment that keeps what it compiles in `folder`."""
    env = Environment(
        loader=DictLoader({"page": source}),
        autoescape=True,
        bytecode_cache=TemplateCache(Cache(folder)),
    )
    return env.get_template("page").render(words=["a", "<b>"])


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second environment finds what the first has kept, and says the same."""
    assert rendered(tmp_path, WORDS) == "a &lt;b&gt; "
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert rendered(tmp_path, WORDS) == "a &lt;b&gt; "


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    """What was kept of its former words is not used."""
    rendered(tmp_path, WORDS)
    assert rendered(tmp_path, WORDS + "!") == "a &lt;b&gt; !"


def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Jinja's own key cannot be made of it."""
    folder = os.fsdecode(b"caf\xe9")
    loader = FunctionLoader(lambda _: (WORDS, f"/{folder}/page.html", lambda: True))
    env = Environment(loader=loader, autoescape=True, bytecode_cache=TemplateCache(Cache(tmp_path)))
    assert env.get_template("page").render(words=["a"]) == "a "


def test_what_is_broken_is_compiled_again(tmp_path: Path) -> None:
    """A damaged entry counts as absent, and is replaced."""
    rendered(tmp_path, WORDS)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9])
    assert rendered(tmp_path, WORDS) == "a &lt;b&gt; "
    assert entry.read_bytes() == whole


def unnamed(folder: Path, source: str, **settings: Any) -> str:
    """A template without a name, rendered by a new environment."""
    env = Environment(**settings)
    keep_unnamed(env, Cache(folder))
    return env.from_string(source).render(words=["a"])


def test_a_template_without_a_name_is_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of hand-written pages, which mkdocs-macros has compiled at every build."""
    assert unnamed(tmp_path, WORDS) == "a "
    with pytest.raises(TemplateSyntaxError):
        unnamed(tmp_path, WORDS + "{% end %}")
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert unnamed(tmp_path, WORDS) == "a "


def test_it_is_compiled_again_where_it_would_be_read_otherwise(tmp_path: Path) -> None:
    """Other words, or other marks around what is filled in."""
    assert unnamed(tmp_path, WORDS) == "a "
    assert unnamed(tmp_path, WORDS + "!") == "a !"
    assert unnamed(tmp_path, WORDS, variable_start_string="[[", variable_end_string="]]") == (
        "{{ word }} "
    )


def test_what_others_may_evaluate_while_it_is_compiled_is_not_kept(tmp_path: Path) -> None:
    """Jinja asks a filter of a constant while it compiles, and we know nothing of its code."""
    env = Environment()
    env.filters["theirs"] = lambda text: text * 2
    keep_unnamed(env, Cache(tmp_path))
    assert env.from_string("{{ 'a' | theirs }}").render() == "aa"
    assert [*tmp_path.iterdir()] == []
