"""What a host says with each file of the site, and how each kind of host is told to say it.

`headers` is the rule; what is written for nginx, Apache, Netlify and Cloudflare is made from it,
so that they cannot part. Pages hold a content security policy of their own, tighter than the
header's; headers add what only a host can say. Knows nothing of MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.web import policy
from generator.web.assets import FOLDER, NAMED
from generator.web.dataset import JSON, SCHEMA, TABLE

HEADERS_FILE = "_headers"
"""What Netlify and Cloudflare read."""

APACHE_FILE = ".htaccess"
"""What Apache reads."""

FILES = (HEADERS_FILE, APACHE_FILE)

KEPT = "public, max-age=31536000, immutable"
"""For a file that is named by its content: a browser keeps it for a year and asks no more."""

ASKED = "no-cache"
"""For all else: a browser keeps it, and asks each time whether it is still the same."""

FRAMED = "embed/"
"""The folder of the pages that other sites may show in a frame."""

SHARED = (FRAMED, "go/", JSON, SCHEMA, TABLE)
"""Folders and files that other sites may show or read: questions, QR codes, the data."""

POLICY = "Content-Security-Policy"

EVERYWHERE: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""The headers that go with every file."""

HTTPS_ONLY = "Strict-Transport-Security", "max-age=31536000"
"""A year of HTTPS alone. It binds the whole host name, so it is for the owner of that to switch on:
in what is written here it stands as a comment."""

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "csv": "text/csv",
    "txt": "text/plain",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "vtt": "text/vtt",
}
"""The type of each kind of file."""

TEXT = ("html", "css", "csv", "txt", "js", "mjs", "json", "webmanifest", "xml", "svg")
"""The kinds that are text: in UTF-8, and worth compressing."""


_EXAMPLES: Mapping[str, str] = {
    f"{FOLDER}x.00000000.css": f"{FOLDER}.*{NAMED.pattern}",
    FRAMED: FRAMED,
    "go/": "go/",
    JSON: f"(?:{'|'.join(map(re.escape, (JSON, SCHEMA, TABLE)))})$",
}
"""What differs from the usual: a file of each kind, and the pattern of all of them."""


def headers(path: str, scripts: Sequence[str]) -> dict[str, str]:
    """What goes with the file at `path`, on a site whose pages hold these inline `scripts`."""
    shared = path.startswith(SHARED)
    said = {
        **EVERYWHERE,
        "Cache-Control": KEPT if path.startswith(FOLDER) and NAMED.search(path) else ASKED,
        POLICY: policy.of_site(scripts, "*" if path.startswith(FRAMED) else "'none'"),
        "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
    }
    return said | ({"Access-Control-Allow-Origin": "*"} if shared else {})


def scripts_of(site: Path) -> tuple[str, ...]:
    """The inline scripts of a built site, as its pages' policies name them."""
    return policy.scripts_in(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))


def write(site: Path, address: str, files: Iterable[str]) -> None:
    """Put into a built `site`, to be published at `address`, what tells its host of the rule.

    `files` are the paths of its files.
    """
    scripts = scripts_of(site)
    files = sorted({*files} - {*FILES})
    for name, lines in (
        (HEADERS_FILE, _for_netlify_and_cloudflare(files, scripts)),
        (APACHE_FILE, _for_apache(address, scripts)),
    ):
        (site / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def for_nginx(folder: str, address: str, scripts: Sequence[str]) -> str:
    """What nginx includes in a `server` block, to serve `folder` on its disk at `address`.

    Raises ValueError where either holds a sign that nginx would read as its own.
    """
    if re.search(r'["\\${};\s]', folder):
        raise ValueError(f"'{folder}' holds a space or a sign that nginx would read as its own")
    if "$" in base_path(address):
        raise ValueError(f"'{address}' holds a '$', which nginx would read as its own")
    return "\n".join(_for_nginx(folder.rstrip("/"), address, scripts)) + "\n"


def base_path(address: str) -> str:
    """The path of a site's address as servers match it, decoded: `/a b/`; `/` at the root."""
    return f"/{unquote(urlsplit(address).path).strip('/')}/".replace("//", "/")


def _in_quotes(text: str) -> str:
    """A text as one word of nginx's configuration."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _pattern(path: str) -> str:
    """A regular expression for a path that begins with `path`, with no sign that a file reads.

    Whatever is not a plain letter or digit stands there as its bytes.
    """
    plain = (chr(byte) for byte in path.encode())
    return "^" + "".join(c if re.match("[A-Za-z0-9/_-]", c) else f"\\x{ord(c):02x}" for c in plain)


def _for_netlify_and_cloudflare(files: Sequence[str], scripts: Sequence[str]) -> Iterator[str]:
    """One rule for all files, then one for each folder or file at the top.

    The two hosts join what several rules say, so that no two rules for a file name one header.
    """
    yield "# Written by the build: what Netlify and Cloudflare say with each file."
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in EVERYWHERE.items())
    yield f"#  {': '.join(HTTPS_ONLY)}"
    tops: dict[str, dict[str, str]] = {}
    for file in files:
        top, slash, _ = file.partition("/")
        pattern = f"/{quote(top)}/*" if slash else f"/{quote(file)}"
        said = headers(file, scripts)
        if pattern not in tops or said["Cache-Control"] == ASKED:
            tops[pattern] = said
    for pattern, said in (("/", tops["/index.html"]), *tops.items()):
        yield pattern
        yield from (f"  {name}: {said[name]}" for name in said if name not in EVERYWHERE)


def _for_apache(address: str, scripts: Sequence[str]) -> Iterator[str]:
    types = " ".join(sorted({TYPES[kind] for kind in TEXT}))
    yield "# Written by the build: what Apache says with each file. Needs 'AllowOverride All'."
    yield f"ErrorDocument 404 {urlsplit(address).path}404.html"
    yield "DirectoryIndex index.html"
    yield "Options -Indexes"
    yield "# With an ETag, Apache would send what it compresses anew each time."
    yield "FileETag None"
    yield from (f"AddType {kind} .{ending}" for ending, kind in TYPES.items())
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in TEXT)}"
    yield f"<IfModule mod_deflate.c>\nAddOutputFilterByType DEFLATE {types}\n</IfModule>"
    yield "<IfModule mod_headers.c>"
    usual = headers("", scripts)
    yield from _apache_headers(usual)
    yield f'#Header always set {HTTPS_ONLY[0]} "{HTTPS_ONLY[1]}"'
    for example, pattern in _EXAMPLES.items():
        said = headers(example, scripts).items() - usual.items()
        yield f'<If "%{{REQUEST_URI}} =~ m#{_pattern(base_path(address))}{pattern}#">'
        yield from _apache_headers(dict(sorted(said)))
        yield "</If>"
    yield "</IfModule>"


def _apache_headers(said: Mapping[str, str]) -> Iterator[str]:
    """All but one go with a page for an error too: that is no file to keep."""
    for name, value in said.items():
        always = "" if name == "Cache-Control" else "always "
        yield f'Header {always}set {name} "{value}"'


def _for_nginx(folder: str, address: str, scripts: Sequence[str]) -> Iterator[str]:
    path, asked = base_path(address), urlsplit(address).path
    types = " ".join(sorted({TYPES[kind] for kind in TEXT} - {"text/html"}))
    yield "# How nginx serves the site; made by `partnering nginx`. Include it in a server block,"
    yield "# and make it again whenever the site changed: it names the scripts that pages hold."
    if path != "/":
        moved = f"absolute_redirect off; return 308 {_in_quotes(asked)};"
        yield f"location = {_in_quotes(path[:-1])} {{ {moved} }}"
    yield f"location ^~ {_in_quotes(path)} {{"
    yield f"    alias {folder}/;"
    yield "    index index.html;"
    yield "    autoindex off;"
    yield "    absolute_redirect off;"
    yield "    server_tokens off;"
    yield f"    error_page 404 {_in_quotes(f'{path}404.html')};"
    yield f"    error_page 403 =404 {_in_quotes(f'{path}404.html')};"
    yield "    types {"
    yield from (f"        {kind} {ending};" for ending, kind in TYPES.items())
    yield "    }"
    yield "    default_type application/octet-stream;"
    yield "    charset utf-8;"
    yield f"    charset_types {types};"
    yield "    gzip on;"
    yield "    gzip_static on;"
    yield "    gzip_vary on;"
    yield "    gzip_proxied any;"
    yield "    gzip_comp_level 6;"
    yield "    gzip_min_length 512;"
    yield f"    gzip_types {types};"
    yield "    # Where nginx has its Brotli module, which makes text about a seventh smaller still:"
    yield f"    # brotli on; brotli_types {types};"
    yield "    # Once the whole host name is for HTTPS alone, in each list of headers below:"
    yield f'    # add_header {HTTPS_ONLY[0]} "{HTTPS_ONLY[1]}" always;'
    yield from _nginx_headers(headers("", scripts), "    ")
    for example, pattern in _EXAMPLES.items():
        yield f'    location ~ "{_pattern(path)}{pattern}" {{'
        yield from _nginx_headers(headers(example, scripts), "        ")
        yield "    }"
    hidden = f"(?:{HEADERS_FILE}$|(?:.*/)?\\.(?!well-known/))"
    yield f'    location ~ "{_pattern(path)}{hidden}" {{'
    yield "        return 404;\n    }"
    yield "}"


def _nginx_headers(said: Mapping[str, str], indent: str) -> Iterator[str]:
    """A list that stands in one place replaces that of the place around it, so each is whole.

    What is missing is not kept for a year.
    """
    for name, value in said.items():
        always = "" if value == KEPT else " always"
        yield f'{indent}add_header {name} "{value}"{always};'
