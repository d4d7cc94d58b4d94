"""The same policy from every host: nginx and Apache asked for real, `_headers` read as hosts do."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

from generator.model.addresses import normalise_site_url
from generator.web import assets, hosting
from generator.web.hosting import CACHE_FOREVER, MEDIA_TYPES, REVALIDATE, TEXT_EXTENSIONS
from tests.hosts import servers

UNZIPPED = {"Accept-Encoding": "identity"}
PAGES = (
    "index.html",
    "framework/index.html",
    "framework/sharing/index.html",
    "resources/nine-whys/index.html",
    "plan/first-meeting/index.html",
    "worksheets/index.html",
    "worksheets/sharing/index.html",
    "about/privacy/index.html",
    "go/vision/index.html",
    "embed/vision/index.html",
)
"""A page of each type, as files."""

FILES = (
    "worksheets/sharing/sharing-a4.pdf",
    "go/vision/qr.svg",
    "go/vision/qr.png",
    "framework.json",
    "framework.schema.json",
    "framework.csv",
    "data/notebook/1/notebook.schema.json",
    "search/index.html",
    "sitemap.xml",
)


class Answer(NamedTuple):
    """What a server said: the names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def policy(self) -> dict[str, str]:
        """What it says of the headers that we set."""
        names = (*SET, "Access-Control-Allow-Origin")
        return {name: self.headers[name.lower()] for name in names if name.lower() in self.headers}


SET = tuple(hosting.headers("", ()))


def ask(address: str, **headers: str) -> Answer:
    """Ask for an address once, and follow it nowhere. No header may come twice."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    connection.request("GET", parts.path, headers=UNZIPPED | headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    pairs = [(name.lower(), value) for name, value in answer.getheaders()]
    assert len(pairs) == len(dict(pairs)), address
    return Answer(answer.status, dict(pairs), body)


def every_kind(site: Path) -> list[str]:
    """A file of each kind, and every asset."""
    ours = sorted(file.relative_to(site).as_posix() for file in (site / "assets").rglob("*.*"))
    return [*PAGES, *FILES, *ours]


@pytest.fixture(scope="module")
def scripts(site: Path) -> tuple[str, ...]:
    return hosting.script_hashes(site)


@pytest.fixture(scope="module")
def apache(site: Path) -> Iterator[str]:
    """The address of the built toolkit behind Apache, below `/toolkit/`."""
    with servers.apache(site, "/toolkit/") as address:
        yield address


def hold_to_policy(address: str, site: Path, scripts: tuple[str, ...]) -> None:
    """Every kind of file comes with its type and with what the policy says, and with no more."""
    for file in every_kind(site):
        answer = ask(address + re.sub(r"(^|/)index\.html$", r"\1", file))
        ending = file.rpartition(".")[2]
        charset = "; charset=utf-8" if ending in TEXT_EXTENSIONS else ""
        assert answer.status == 200, file
        assert answer.body == (site / file).read_bytes(), file
        assert answer.headers["content-type"] == MEDIA_TYPES[ending] + charset, file
        assert answer.policy == hosting.headers(file, scripts), file


def hold_to_manners(address: str, site: Path, scripts: tuple[str, ...]) -> None:
    """Text comes compressed, what is known is not sent again, and what is missing is a page."""
    for file in every_kind(site):
        packed = ask(address + file, **{"Accept-Encoding": "gzip"})
        small = (site / file).stat().st_size < 512
        if file.rpartition(".")[2] in TEXT_EXTENSIONS and not small:
            assert packed.headers["content-encoding"] == "gzip", file
            assert packed.headers["vary"] == "Accept-Encoding", file
            assert gzip.decompress(packed.body) == (site / file).read_bytes(), file
        known = {
            "If-None-Match": packed.headers.get("etag", ""),
            "If-Modified-Since": packed.headers["last-modified"],
            "Accept-Encoding": "gzip",
        }
        again = ask(address + file, **{name: value for name, value in known.items() if value})
        assert (again.status, again.body) == (304, b""), file
    missing = (site / "404.html").read_bytes()
    for path in ("nowhere/", "assets/nowhere.00000000.css", "go/nowhere/"):
        answer = ask(address + path)
        assert (answer.status, answer.body) == (404, missing), path
        assert answer.policy["Cache-Control"] == REVALIDATE
        assert answer.policy.items() >= hosting.COMMON_HEADERS.items()
    for path in ("assets/", "assets/fonts/", "assets/vendor/", ".htaccess", "go/.htaccess"):
        answer = ask(address + path)
        assert answer.status in (403, 404), path
        assert b"Index of" not in answer.body


@pytest.mark.parametrize("path", ["/", "/toolkit/"])
def test_nginx_says_what_the_policy_says(
    site: Path, scripts: tuple[str, ...], tmp_path: Path, path: str
) -> None:
    """At the root and below a sub-path: headers, compression, caching, errors and redirects."""
    with servers.nginx(site, tmp_path, path) as address:
        hold_to_policy(address, site, scripts)
        hold_to_manners(address, site, scripts)
        assert ask(address + "_headers").status == 404
        for folder in ("framework", "go/vision"):
            moved = ask(address + folder)
            assert (moved.status, moved.headers["location"]) == (301, f"{path}{folder}/")
        if path != "/":
            moved = ask(address.removesuffix("/"))
            assert (moved.status, moved.headers["location"]) == (308, path)
            # Outside its folder the toolkit changes nothing.
            beside = ask(address.removesuffix(path) + "/beside")
            assert (beside.status, beside.policy) == (204, {})
    assert (tmp_path / "errors").read_text().count("[emerg]") == 0


def test_apache_says_what_the_policy_says(
    apache: str, site: Path, scripts: tuple[str, ...]
) -> None:
    """By the `.htaccess` in the site: headers, compression, caching, errors and redirects."""
    hold_to_policy(apache, site, scripts)
    hold_to_manners(apache, site, scripts)
    moved = ask(apache + "framework")
    assert (moved.status, moved.headers["location"]) == (301, f"{apache}framework/")


ENCODED = (
    "/a%20b/",
    "/caf%C3%A9/%e2%80%94/",
    "/100%25/x%23y/",
    "/it's%20%22(1)%22;%7B2%7D+[3]/",
)
"""Paths of addresses that hold what a URL, nginx or Apache reads as its own."""


@pytest.fixture(scope="module")
def few(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the built toolkit: some files of each kind that has headers of its own."""
    folder = tmp_path_factory.mktemp("few") / "site"
    for name in ("index.html", "404.html", "embed/vision", "go/vision", "framework.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (site / name).is_dir() else shutil.copy
        copy(site / name, folder / name)
    shutil.copytree(site / "assets", folder / "assets")
    return folder


def hold_to_path(address: str, site: Path) -> None:
    """At an address with an encoded path: files with their headers, redirects, what is missing."""
    scripts = hosting.script_hashes(site)
    asset = next(file.name for file in (site / "assets").glob("site.*.css"))
    for file in ("", "embed/vision/", "go/vision/qr.svg", "framework.json", f"assets/{asset}"):
        answer = ask(address + file)
        path = file + "index.html" if file.endswith("/") or not file else file
        assert (answer.status, answer.body) == (200, (site / path).read_bytes()), file
        assert answer.policy == hosting.headers(path, scripts), file
    moved = ask(address + "go/vision")
    assert moved.status == 301
    assert ask(urljoin(address, moved.headers["location"])).status == 200
    for path in ("nowhere/", "assets/nowhere.00000000.css"):
        answer = ask(address + path)
        assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), path
        assert answer.policy["Cache-Control"] == REVALIDATE


@pytest.mark.parametrize("path", ENCODED)
def test_nginx_serves_an_address_with_an_encoded_path(few: Path, tmp_path: Path, path: str) -> None:
    """A space, other letters, a percent sign, quotation marks and brackets in the path."""
    with servers.nginx(few, tmp_path, path) as address:
        hold_to_path(address, few)
        moved = ask(address.removesuffix("/"))
        assert moved.status == 308
        assert ask(urljoin(address, moved.headers["location"])).status == 200


@pytest.mark.parametrize("path", ENCODED)
def test_apache_serves_an_address_with_an_encoded_path(
    few: Path, tmp_path: Path, path: str
) -> None:
    """The same, by the `.htaccess` in the site."""
    site = Path(shutil.copytree(few, tmp_path / "site"))
    hosting.write_config_files(site, normalise_site_url(f"https://a.example{path}"), ["index.html"])
    with servers.apache(site, path) as address:
        hold_to_path(address, site)


def test_an_address_that_nginx_would_misread_is_refused() -> None:
    """It has no way to write a dollar sign."""
    with pytest.raises(ValueError, match="holds a '\\$'"):
        hosting.nginx_config("/srv", "https://a.example/$x/", ())


def test_a_file_of_any_name_keeps_the_rules_of_hosts_whole(tmp_path: Path) -> None:
    """A name with a line break or a star adds no rule but its own."""
    files = ["index.html", "a\nb.txt", "*", "é #.pdf"]
    hosting.write_config_files(tmp_path, "https://a.example/", files)
    told = {pattern for pattern, _, _ in rules((tmp_path / hosting.HEADERS_FILE).read_text())}
    assert told == {"/", "/*", "/index.html", "/a%0Ab.txt", "/%2A", "/%C3%A9%20%23.pdf"}


def rules(text: str) -> Iterator[tuple[str, str, str]]:
    """Each line of a `_headers` file: the pattern it stands under, a name and a value."""
    pattern = ""
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = line
        elif not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            yield pattern, name, value


def test_netlify_and_cloudflare_say_what_the_policy_says(
    site: Path, scripts: tuple[str, ...]
) -> None:
    """For every file the rules that fit it give the policy, and no header comes twice.

    Within what both hosts take: a star at the end, 100 rules, 2,000 signs a line.
    """
    text = (site / hosting.HEADERS_FILE).read_text(encoding="utf-8")
    told = list(rules(text))
    patterns = {pattern for pattern, _, _ in told}
    assert len(patterns) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert {pattern for pattern in patterns if "*" in pattern[:-1]} == set()
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        path = file.relative_to(site).as_posix()
        if path in (hosting.HEADERS_FILE, hosting.APACHE_FILE):
            continue
        for address in {f"/{path}", f"/{path.removesuffix('index.html')}"}:
            said = [
                (name, value)
                for pattern, name, value in told
                if address == pattern or (pattern[-1] == "*" and address.startswith(pattern[:-1]))
            ]
            assert len(said) == len(dict(said)), address
            assert dict(said) == hosting.headers(path, scripts), address


def test_only_questions_to_embed_may_be_framed(site: Path, scripts: tuple[str, ...]) -> None:
    """Other sites frame `/embed/`, and nothing else; data, schemas and QR codes they may read."""
    framed, shared = set(), set()
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        said = hosting.headers(path, scripts)
        if said["Content-Security-Policy"].endswith("frame-ancestors *"):
            framed.add(path.partition("/")[0])
        if said["Cross-Origin-Resource-Policy"] == "cross-origin":
            shared.add(path.partition("/")[0])
    assert framed - {"embed"} == set()
    assert shared - {"data", "embed", "go"} == {
        "framework.json",
        "framework.schema.json",
        "framework.csv",
    }


def test_all_inline_scripts_of_the_site_are_allowed_and_no_others(
    site: Path, scripts: tuple[str, ...]
) -> None:
    """The header's policy names what the policies of pages name: three scripts on this site."""
    assert len(scripts) == 3
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace("&#39;", "'")
        assert set(re.findall(r"'sha256-[^']+'", text)) <= set(scripts)


def test_what_is_kept_for_a_year_is_named_by_its_content(site: Path) -> None:
    """Every asset, and nothing else; and every kind of file that is published has a type."""
    for file in (file for file in site.rglob("*") if file.is_file()):
        path = file.relative_to(site).as_posix()
        kept = hosting.headers(path, ())["Cache-Control"] == CACHE_FOREVER
        assert kept == path.startswith(assets.FOLDER), path
        assert file.suffix[1:] in MEDIA_TYPES or path in hosting.CONFIG_FILES, path


@pytest.mark.parametrize("folder", ["/srv/a b", "/srv/$a", '/srv/"', "/srv/a;b", "/srv/{"])
def test_a_folder_that_nginx_would_misread_is_refused(folder: str) -> None:
    """A configuration that would not say what it should is never written."""
    with pytest.raises(ValueError, match="holds a space or a sign"):
        hosting.nginx_config(folder, "https://a.example/", ())


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://a.example", "/"),
        ("", "/"),
        ("https://a.example/b/c", "/b/c/"),
        ("/b/", "/b/"),
        ("https://a.example/a%20b/", "/a b/"),
        ("https://a.example/%C3%A9/100%25/", "/é/100%/"),
    ],
)
def test_the_place_on_a_server_is_the_path_of_the_address(address: str, path: str) -> None:
    """With or without a last slash, decoded as servers match it."""
    assert hosting.base_path(address) == path
