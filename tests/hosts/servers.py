"""nginx and Apache on a free port of this machine, with the configurations that we publish.

`python -m tests.hosts.servers` names those that are missing, and fails where one is.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

PROGRAMS = {"nginx": ("nginx",), "apache": ("apache2", "httpd")}
"""What each server's program is called."""

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
MODULES = ("/usr/lib/apache2/modules", "/usr/libexec/apache2", "/usr/lib64/httpd/modules")
NEEDED = ("authz_core", "autoindex", "deflate", "dir", "filter", "headers", "mime", "mpm_event")
"""The modules of Apache that are loaded, where they are not built in."""

AS_ROOT = getattr(os, "geteuid", lambda: 1)() == 0

NGINX = """\
{user}
daemon off;
worker_processes 1;
pid "{work}/nginx.pid";
error_log "{work}/errors" warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path "{work}/body";
    proxy_temp_path "{work}/proxy";
    fastcgi_temp_path "{work}/fastcgi";
    uwsgi_temp_path "{work}/uwsgi";
    scgi_temp_path "{work}/scgi";
    server {{
        listen 127.0.0.1:{port};
        include "{work}/toolkit.conf";
        # What else a server may have; the toolkit's part keeps to itself.
        location ~ \\.html$ {{ return 418; }}
        location = /beside {{ return 204; }}
    }}
}}
"""

APACHE = """\
{modules}
ServerRoot "{work}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{work}/apache.pid"
ErrorLog "{work}/errors"
TypesConfig /dev/null
{user}
DocumentRoot "{work}/root"
<Directory "{work}/root">
    Options Indexes FollowSymLinks
    AllowOverride All
    Require all granted
</Directory>
<FilesMatch "^\\.ht">
    Require all denied
</FilesMatch>
"""


class MissingServerError(Exception):
    """A web server that the tests need is not installed."""


def program(server: str) -> str:
    """The path of a server's program. Raises MissingServerError."""
    for name in PROGRAMS[server]:
        if found := shutil.which(name, path=PLACES):
            return found
    raise MissingServerError(
        f"The tests need {server}, and it is not installed. `make test` gets it where it may; by "
        "hand on Debian and Ubuntu: sudo apt-get install nginx-light apache2-bin; on macOS: brew "
        "install nginx"
    )


@contextmanager
def nginx(site: Path, work: Path, path: str) -> Iterator[str]:
    """The address at which nginx serves a built `site` at `path`, such as `/toolkit/`.

    `work` is an empty folder. Its configuration is what `partnering nginx` prints.
    """
    arguments = ["nginx", "--site", str(site), "--address", f"https://a.example{path}"]
    told = subprocess.run(
        [sys.executable, "-m", "generator.cli", *arguments], capture_output=True, check=True
    )
    (work / "toolkit.conf").write_bytes(told.stdout)
    port = _free_port()
    user = "user root;" if AS_ROOT else ""
    (work / "nginx.conf").write_text(NGINX.format(work=work, port=port, user=user))
    with _running([program("nginx"), "-p", str(work), "-c", str(work / "nginx.conf")], work, port):
        yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def apache(site: Path, path: str) -> Iterator[str]:
    """The address at which Apache serves a built `site` at `path`, by the file in the site.

    It serves a copy, without sheets, in a folder that its own user may read.
    """
    with TemporaryDirectory() as made:
        work = Path(made)
        work.chmod(0o755)
        sheets = shutil.ignore_patterns("*.docx", "*-letter*.pdf", "*-large.pdf")
        shutil.copytree(site, work / "root" / unquote(path).strip("/"), ignore=sheets)
        with _apache(work) as server:
            yield f"{server}{path}"


@contextmanager
def _apache(work: Path) -> Iterator[str]:
    """The address of an Apache whose pages are in the folder `root` of `work`."""
    folder = next((place for place in map(Path, MODULES) if place.is_dir()), Path("modules"))
    modules = "\n".join(
        f'LoadModule {name}_module "{folder}/mod_{name}.so"'
        for name in (*NEEDED, "unixd")
        if (folder / f"mod_{name}.so").exists()
    )
    port = _free_port()
    user = "User www-data\nGroup www-data" if AS_ROOT else ""
    text = APACHE.format(modules=modules, work=work, port=port, user=user)
    (work / "apache.conf").write_text(text)
    command = [program("apache"), "-f", str(work / "apache.conf"), "-D", "FOREGROUND"]
    with _running(command, work, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], work: Path, port: int) -> Iterator[None]:
    """Runs a server until the block ends; fails with what it said where it does not answer."""
    with (work / "said").open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        for _ in range(1200):
            if server.poll() is not None or _answers(port):
                break
            time.sleep(0.05)
        assert server.poll() is None, (work / "said").read_text()
        yield
    finally:
        server.terminate()
        server.wait(timeout=60)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


if __name__ == "__main__":
    try:
        for each in PROGRAMS:
            program(each)
    except MissingServerError as missing:
        sys.exit(str(missing))
