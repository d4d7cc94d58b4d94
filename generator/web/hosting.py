"""HTTP headers for each file of the site, and the server configuration that sets them.

`headers` gives the headers of a file; the configuration for nginx, Apache, Netlify and Cloudflare
is generated from it, so that all of them agree. Pages hold stricter content security policies of
their own; the headers add what only a server can declare. Must not know of MkDocs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.web import policy
from generator.web.assets import FOLDER, HASHED_NAME
from generator.web.dataset import JSON, SCHEMA, TABLE
from generator.web.notebook_schema import FOLDER as DATA_FOLDER

HEADERS_FILE = "_headers"
"""The configuration file of Netlify and Cloudflare."""

APACHE_FILE = ".htaccess"
"""The configuration file of Apache."""

CONFIG_FILES = (HEADERS_FILE, APACHE_FILE)

CACHE_FOREVER = "public, max-age=31536000, immutable"
"""`Cache-Control` of a file with a content hash in its name: a year, without revalidation."""

REVALIDATE = "no-cache"
"""`Cache-Control` of all other files: the browser asks each time whether its copy is current."""

EMBED_FOLDER = "embed/"
"""The folder of the pages that other sites may embed in a frame."""

CROSS_ORIGIN = (EMBED_FOLDER, "go/", DATA_FOLDER, JSON, SCHEMA, TABLE)
"""What other origins may load: questions to embed, QR codes, schemas, the data."""

CSP = "Content-Security-Policy"

COMMON_HEADERS: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Headers with the same value for every file."""

HSTS = "Strict-Transport-Security", "max-age=31536000"
"""HTTP Strict Transport Security for a year, as name and value.

It applies to the whole host name, so only the owner of that can switch it on: the configuration
holds it as a comment.
"""

MEDIA_TYPES: Mapping[str, str] = {
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
"""The media type for each file extension."""

TEXT_EXTENSIONS = ("html", "css", "csv", "txt", "js", "mjs", "json", "webmanifest", "xml", "svg")
"""Extensions of text files, which are in UTF-8 and worth compressing."""

_SPECIAL_PATHS: Mapping[str, str] = {
    f"{FOLDER}x.00000000.css": f"{FOLDER}.*{HASHED_NAME.pattern}",
    EMBED_FOLDER: EMBED_FOLDER,
    DATA_FOLDER: DATA_FOLDER,
    "go/": "go/",
    JSON: f"(?:{'|'.join(map(re.escape, (JSON, SCHEMA, TABLE)))})$",
}
"""Paths whose headers differ from the default: an example, and a pattern that matches them all."""


def headers(path: str, scripts: Sequence[str]) -> dict[str, str]:
    """Return the HTTP headers for the file at `path`, by name.

    `scripts` are the hashes of all inline scripts of the site, as `script_hashes` returns them.
    """
    shared = path.startswith(CROSS_ORIGIN)
    hashed = path.startswith(FOLDER) and HASHED_NAME.search(path)
    values = {
        **COMMON_HEADERS,
        "Cache-Control": CACHE_FOREVER if hashed else REVALIDATE,
        CSP: policy.for_site(scripts, "*" if path.startswith(EMBED_FOLDER) else "'none'"),
        "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
    }
    return values | ({"Access-Control-Allow-Origin": "*"} if shared else {})


def script_hashes(site: Path) -> tuple[str, ...]:
    """Return the hashes of all inline scripts in a built site, from the policies of its pages."""
    pages = (
        Path(folder, name)
        for folder, _, names in os.walk(site)
        for name in names
        if name.endswith(".html")
    )
    return policy.script_hashes_in(map(_with_policy, pages))


def _with_policy(page: Path) -> str:
    """Return a page to the end of its policy at least; all of it, where it has none."""
    read = ""
    with page.open(encoding="utf-8") as file:
        while more := file.read(len(read) or _FIRST):
            read += more
            if policy.stands_in(read):
                break
    return read


_FIRST = 1 << 12
"""How many characters of a page are read first, which hold the policies of most."""


def write_config_files(site: Path, address: str, files: Iterable[str]) -> None:
    """Write the files `CONFIG_FILES` into a built site that will be published at `address`.

    `files` are the paths of its files, relative to `site`. Raises `OSError`.
    """
    scripts = script_hashes(site)
    files = sorted({*files} - {*CONFIG_FILES})
    for name, lines in (
        (HEADERS_FILE, _headers_file_lines(files, scripts)),
        (APACHE_FILE, _apache_lines(address, scripts)),
    ):
        (site / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def nginx_config(folder: str, address: str, scripts: Sequence[str]) -> str:
    """Return nginx configuration, for a `server` block, that serves `folder` at `address`.

    Raises ValueError if either contains a character with a meaning in nginx's configuration.
    """
    if re.search(r'["\\${};\s]', folder):
        raise ValueError(f"'{folder}' holds a space or a sign that nginx would read as its own")
    if "$" in base_path(address):
        raise ValueError(f"'{address}' holds a '$', which nginx would read as its own")
    return "\n".join(_nginx_lines(folder.rstrip("/"), address, scripts)) + "\n"


def base_path(address: str) -> str:
    """Return the decoded path of a site's address, as servers match it: `/a b/`, or `/` alone."""
    return f"/{unquote(urlsplit(address).path).strip('/')}/".replace("//", "/")


def _nginx_quoted(text: str) -> str:
    """Quote a string for nginx's configuration."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _prefix_pattern(path: str) -> str:
    """Return a regular expression for paths that start with `path`.

    Characters with a possible meaning in a configuration file are written as hexadecimal bytes.
    """
    plain = (chr(byte) for byte in path.encode())
    return "^" + "".join(c if re.match("[A-Za-z0-9/_-]", c) else f"\\x{ord(c):02x}" for c in plain)


def _headers_file_lines(files: Sequence[str], scripts: Sequence[str]) -> Iterator[str]:
    """Yield a rule for all files, then one for each top-level folder or file.

    Netlify and Cloudflare combine all rules that match, so a header must be in only one of them.
    """
    yield "# Written by the build: what Netlify and Cloudflare say with each file."
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in COMMON_HEADERS.items())
    yield f"#  {': '.join(HSTS)}"
    rules: dict[str, dict[str, str]] = {}
    for file in files:
        folder, slash, _ = file.partition("/")
        pattern = f"/{quote(folder)}/*" if slash else f"/{quote(file)}"
        values = headers(file, scripts)
        if pattern not in rules or values["Cache-Control"] == REVALIDATE:
            rules[pattern] = values
    for pattern, values in (("/", rules["/index.html"]), *rules.items()):
        yield pattern
        yield from (f"  {name}: {values[name]}" for name in values if name not in COMMON_HEADERS)


def _apache_lines(address: str, scripts: Sequence[str]) -> Iterator[str]:
    text_types = " ".join(sorted({MEDIA_TYPES[extension] for extension in TEXT_EXTENSIONS}))
    yield "# Written by the build: what Apache says with each file. Needs 'AllowOverride All'."
    yield f"ErrorDocument 404 {urlsplit(address).path}404.html"
    yield "DirectoryIndex index.html"
    yield "Options -Indexes"
    yield "# With an ETag, Apache would send what it compresses anew each time."
    yield "FileETag None"
    yield from (f"AddType {type_} .{extension}" for extension, type_ in MEDIA_TYPES.items())
    yield f"AddCharset utf-8 {' '.join(f'.{extension}' for extension in TEXT_EXTENSIONS)}"
    yield f"<IfModule mod_deflate.c>\nAddOutputFilterByType DEFLATE {text_types}\n</IfModule>"
    yield "<IfModule mod_headers.c>"
    default = headers("", scripts)
    yield from _apache_headers(default)
    yield f'#Header always set {HSTS[0]} "{HSTS[1]}"'
    for example, pattern in _SPECIAL_PATHS.items():
        changed = headers(example, scripts).items() - default.items()
        yield f'<If "%{{REQUEST_URI}} =~ m#{_prefix_pattern(base_path(address))}{pattern}#">'
        yield from _apache_headers(dict(sorted(changed)))
        yield "</If>"
    yield "</IfModule>"


def _apache_headers(values: Mapping[str, str]) -> Iterator[str]:
    """Yield directives; all headers but `Cache-Control` are also set on error responses."""
    for name, value in values.items():
        always = "" if name == "Cache-Control" else "always "
        yield f'Header {always}set {name} "{value}"'


def _nginx_lines(folder: str, address: str, scripts: Sequence[str]) -> Iterator[str]:
    path, encoded_path = base_path(address), urlsplit(address).path
    not_found = _nginx_quoted(f"{path}404.html")
    yield "# How nginx serves the site; made by `partnering nginx`. Include it in a server block,"
    yield "# and make it again whenever the site changed: it names the scripts that pages hold."
    if path != "/":
        redirect = f"absolute_redirect off; return 308 {_nginx_quoted(encoded_path)};"
        yield f"location = {_nginx_quoted(path[:-1])} {{ {redirect} }}"
    yield f"location ^~ {_nginx_quoted(path)} {{"
    yield f"    alias {folder}/;"
    yield "    index index.html;"
    yield "    autoindex off;"
    yield "    absolute_redirect off;"
    yield "    server_tokens off;"
    yield f"    error_page 404 {not_found};"
    yield f"    error_page 403 =404 {not_found};"
    yield from _nginx_types()
    yield "    # Once the whole host name is for HTTPS alone, in each list of headers below:"
    yield f'    # add_header {HSTS[0]} "{HSTS[1]}" always;'
    yield from _nginx_headers(headers("", scripts), "    ")
    for example, pattern in _SPECIAL_PATHS.items():
        yield f'    location ~ "{_prefix_pattern(path)}{pattern}" {{'
        yield from _nginx_headers(headers(example, scripts), "        ")
        yield "    }"
    hidden = f"(?:{HEADERS_FILE}$|(?:.*/)?\\.(?!well-known/))"
    yield f'    location ~ "{_prefix_pattern(path)}{hidden}" {{'
    yield "        return 404;\n    }"
    yield "}"


def _nginx_types() -> Iterator[str]:
    """Yield the directives for media types, character set and compression."""
    compressed = {MEDIA_TYPES[extension] for extension in TEXT_EXTENSIONS} - {"text/html"}
    text_types = " ".join(sorted(compressed))  # nginx always adds text/html itself
    yield "    types {"
    yield from (f"        {type_} {extension};" for extension, type_ in MEDIA_TYPES.items())
    yield "    }"
    yield "    default_type application/octet-stream;"
    yield "    charset utf-8;"
    yield f"    charset_types {text_types};"
    yield "    gzip on;"
    yield "    gzip_static on;"
    yield "    gzip_vary on;"
    yield "    gzip_proxied any;"
    yield "    gzip_comp_level 6;"
    yield "    gzip_min_length 512;"
    yield f"    gzip_types {text_types};"
    yield "    # Where nginx has its Brotli module, which makes text about a seventh smaller still:"
    yield f"    # brotli on; brotli_types {text_types};"


def _nginx_headers(values: Mapping[str, str], indent: str) -> Iterator[str]:
    """Yield directives for all headers of a location, as nginx inherits none if there are any.

    Error responses are not cached for a year.
    """
    for name, value in values.items():
        always = "" if value == CACHE_FOREVER else " always"
        yield f'{indent}add_header {name} "{value}"{always};'
