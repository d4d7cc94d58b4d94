"""Reads a built site as a browser would: its pages, their elements, and where links lead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
LEADS = {"a": "href", "area": "href", "form": "action"}
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href"}
ADDRESSES = {"$id", "$schema", "@id", "address", "embed", "license", "page", "url"}
TOLD = ("canonical", "alternate")


@dataclass
class Element:
    """An element with its attributes; what it holds is elements and texts, each unescaped once."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    parts: list[Element | str] = field(default_factory=list)

    def find(self, tag: str = "", **wanted: str) -> Iterator[Element]:
        """The elements inside with this tag and these attributes ('class_' holds the word)."""
        for part in self.parts:
            if isinstance(part, Element):
                if tag in ("", part.tag) and all(part.has(*item) for item in wanted.items()):
                    yield part
                yield from part.find(tag, **wanted)

    def has(self, name: str, value: str) -> bool:
        """Whether an attribute has this value; `class_` and `rel` whether they hold the word."""
        held = self.attributes.get(name.rstrip("_").replace("_", "-"), "")
        return value in (held.split() if name in ("class_", "rel") else [held])

    @property
    def text(self) -> str:
        """All the text inside, each stretch of white space as one space."""
        return words(self.raw)

    @property
    def raw(self) -> str:
        """All the text inside, with its white space."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.parts)


class Page:
    """One built page: the file, the address at which it is published, and what it holds."""

    def __init__(self, file: Path, address: str) -> None:
        self.file = file
        self.address = address

    @cached_property
    def root(self) -> Element:
        reader = _Reader()
        reader.feed(self.file.read_text(encoding="utf-8"))
        reader.close()
        return reader.root

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element, in order."""
        return tuple(self.root.find())

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(e.attributes["id"] for e in self.elements if "id" in e.attributes)

    def one(self, tag: str = "", **wanted: str) -> Element:
        """The only element with this tag and these attributes."""
        (found,) = self.root.find(tag, **wanted)
        return found

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """The addresses to which a person is led, by links, forms and refreshes."""
        found = [
            e.attributes[LEADS[e.tag]]
            for e in self.elements
            if e.tag in LEADS and LEADS[e.tag] in e.attributes
        ]
        for meta in self.root.find("meta", http_equiv="refresh"):
            found.append(meta.attributes["content"].partition("url=")[2])
        return tuple(urljoin(self.address, target) for target in found)

    @cached_property
    def loads(self) -> tuple[str, ...]:
        """The addresses of what the browser fetches by itself to show the page."""
        found = [
            e.attributes[LOADS[e.tag]]
            for e in self.elements
            if e.tag in LOADS and LOADS[e.tag] in e.attributes
        ]
        for element in self.elements:
            if element.tag == "link" and not any(element.has("rel", rel) for rel in TOLD):
                found.append(element.attributes["href"])
            found += [
                part.split()[0]
                for part in element.attributes.get("srcset", "").split(",")
                if part.strip()
            ]
            asked = ("poster", "data-texts")  # the second is what the search asks for
            found += [element.attributes[name] for name in asked if name in element.attributes]
        return tuple(urljoin(self.address, target) for target in found)

    @cached_property
    def tells(self) -> tuple[str, ...]:
        """The addresses that the page names to programs: its own, other forms, things on it."""
        found = [
            link.attributes["href"] for rel in TOLD for link in self.root.find("link", rel=rel)
        ]
        found += [meta.attributes["content"] for meta in self.root.find("meta", property="og:url")]
        for script in self.root.find("script", type="application/ld+json"):
            found += named(json.loads(script.raw))
        return tuple(urljoin(self.address, target) for target in found)


class Site:
    """All the pages of a built site, by the address at which each is published."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        self.pages = {
            page.address: page
            for page in (Page(file, self._at(file)) for file in sorted(folder.rglob("*.html")))
        }

    def __getitem__(self, path: str) -> Page:
        """The page at a path of the site, such as 'framework/purpose/'."""
        return self.pages[self.address + path]

    def below(self, *paths: str) -> list[Page]:
        """The pages whose path begins with one of these."""
        starts = tuple(self.address + path for path in paths)
        return [page for address, page in self.pages.items() if address.startswith(starts)]

    def holds(self, address: str) -> bool:
        """Whether a file and, where the address names one, an anchor stand at this address."""
        plain, anchor = urldefrag(address)
        if "/session/" in plain and "=" in anchor:
            anchor = ""  # a session, and no part of the page
        file = self.folder / unquote(plain.removeprefix(self.address).partition("?")[0])
        file = file / "index.html" if plain.endswith("/") or file.is_dir() else file
        return file.is_file() and (not anchor or anchor in self.pages[self._at(file)].ids)

    def _at(self, file: Path) -> str:
        return self.address + file.relative_to(self.folder).as_posix().removesuffix("index.html")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.parts.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        outer: Element | None = self.here
        while outer and outer.tag != tag:
            outer = outer.parent
        if outer and outer.parent:
            self.here = outer.parent

    def handle_data(self, data: str) -> None:
        self.here.parts.append(data)


def named(value: Any) -> Iterator[str]:
    """Every address in data, by the names that addresses have in our JSON and in schema.org's."""
    if isinstance(value, dict):
        for key, held in value.items():
            if key in ADDRESSES and isinstance(held, str):
                yield held
            else:
                yield from named(held)
    elif isinstance(value, list):
        for item in value:
            yield from named(item)


def words(text: str) -> str:
    """A text as a reader sees it: each stretch of white space is one space."""
    return re.sub(r"\s+", " ", text).strip()
