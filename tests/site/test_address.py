"""A site is built for one real address, or refused: paper and codes carry it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.drawing.qr import qr_image
from tests.conftest import SITE_URL
from tests.robust.builds import BUILD, PLAIN, built
from tests.site import frameworks

RIGHT = "give the complete address of your copy, such as https://example.org/toolkit/"


@pytest.fixture
def small(project: Callable[..., Path]) -> Path:
    """A small project whose address comes from `mkdocs.yml`, or from the environment."""
    folder = project(frameworks.files(frameworks.records(str, ("roots",))))
    set_address(folder, "      address: !ENV [SITE_URL, 'https://a.example/']\n")
    return folder


def set_address(folder: Path, line: str, site_url: str = "") -> None:
    """Give a project another `address`, and no `site_url` but the one given."""
    file = folder / "mkdocs.yml"
    text = re.sub("(?m)^(site_url|      address):.*\n", "", file.read_text())
    file.write_text(site_url + text.replace("  - partnering:\n", f"  - partnering:\n{line}"))


@pytest.mark.parametrize("command", [PLAIN, BUILD], ids=["mkdocs", "partnering"])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", f"is empty; {RIGHT}"),
        ("a.example/toolkit", "is 'a.example/toolkit', which is not a complete web address; "),
        ("https://your site/", "is 'https://your site/', which is not a web address that a"),
        ("https://[your-site]/", "is 'https://[your-site]/', which is not a web address that a"),
        ("12", "is '12', which is not a complete web address; "),
    ],
)
def test_an_address_in_the_environment_that_is_none_is_refused(
    small: Path, command: list[str], address: str, said: str
) -> None:
    """With the variable, and the line of the setting that it fills; nothing is built."""
    code, told = built(small, command, environment={"SITE_URL": address})
    assert code == 1
    assert re.search(
        rf"mkdocs\.yml:\d+:7: the environment variable SITE_URL {re.escape(said)}", told
    )
    assert "Traceback" not in told
    assert not (small / "site").exists()


@pytest.mark.parametrize(
    ("line", "site_url", "said"),
    [
        ("", "", f": the site has no address; {RIGHT}"),
        ("", "site_url:\n", f": the site has no address; {RIGHT}"),
        ("      address: https://a.example/?a=b\n", "", "'address' is 'https://a.example/?a=b', w"),
        ("", "site_url: https://a.example/#b\n", "mkdocs.yml:1:1: 'site_url' is 'https://a.exa"),
        ("", "site_url: https://[you]/\n", "mkdocs.yml:1:1: 'site_url' or 'repo_url' is no web a"),
    ],
)
def test_an_address_in_mkdocs_yml_that_is_none_is_refused(
    small: Path, line: str, site_url: str, said: str
) -> None:
    """By the same rule, whichever of the two settings it stands in."""
    set_address(small, line, site_url)
    code, told = built(small)
    assert code == 1
    assert said in told
    assert "Traceback" not in told
    assert not (small / "site").exists()


def test_an_address_is_published_in_its_one_form(small: Path) -> None:
    """In canonical links and in codes: its host in ASCII, its path encoded once."""
    code, told = built(small, environment={"SITE_URL": "HTTPS://Dŵr.example:443/a b/%7Ec"})
    assert code == 0, told
    address = "https://xn--dr-bva.example/a%20b/~c/"
    page = (small / "site/framework/roots/index.html").read_text()
    assert f'<link rel="canonical" href="{address}framework/roots/">' in page
    assert (small / "site/go/roots/qr.svg").read_text() == qr_image(f"{address}go/roots/")
    assert "ErrorDocument 404 /a%20b/~c/404.html" in (small / "site/.htaccess").read_text()


def test_site_url_may_stand_alone(small: Path) -> None:
    """Then sheets and codes carry it too."""
    set_address(small, "", f"site_url: {SITE_URL.rstrip('/')}\n")
    code, told = built(small)
    assert code == 0, told
    assert (small / "site/go/roots/qr.svg").read_text() == qr_image(f"{SITE_URL}go/roots/")
