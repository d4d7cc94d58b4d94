"""The bill of materials says what the site is made with, and says it truly."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.conftest import ROOT
from tools import sbom

TEXT = sbom.BILL.read_text(encoding="utf-8")
BILL = json.loads(TEXT)
LOCK = sbom.LOCK.read_text(encoding="utf-8")


def test_it_is_what_the_lock_and_the_installed_packages_say() -> None:
    """Versions, hashes, licences and typefaces are those of today; `make lock` writes it again."""
    assert sbom.bill(LOCK) == TEXT


def test_it_holds_every_locked_package_with_its_hashes() -> None:
    """None more and none less; each has a licence."""
    packages = [part for part in BILL["components"] if "purl" in part]
    pins = re.findall(r"^([\w.-]+)==([^ ]+)", LOCK, re.MULTILINE)
    assert sorted((part["name"], part["version"]) for part in packages) == sorted(pins)
    digests = [
        told["content"]
        for part in packages
        for reference in part["externalReferences"]
        for told in reference["hashes"]
    ]
    assert sorted(digests) == sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK))
    assert [] == [part["name"] for part in BILL["components"] if not part.get("licenses")]


def test_what_a_package_needs_is_told() -> None:
    """From the toolkit itself each package is reached."""
    needs = {it["ref"]: it.get("dependsOn", []) for it in BILL["dependencies"]}
    reached, ahead = set(), [BILL["metadata"]["component"]["bom-ref"]]
    while ahead:
        ref = ahead.pop()
        if ref not in reached:
            reached.add(ref)
            ahead += needs[ref]
    assert {part["bom-ref"] for part in BILL["components"]} - reached == set()


def test_it_follows_the_schema() -> None:
    """CycloneDX 1.6, by the schema's own strict rules."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT) is None


def test_it_names_the_scripts_that_the_theme_brings() -> None:
    """Those of which the theme's published scripts are made, by its source maps."""
    spec = find_spec("material")
    assert spec and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "templates/assets/javascripts"
    maps = [*folder.glob("bundle.*.map"), *folder.glob("workers/*.map")]
    sources = [name for file in maps for name in json.loads(file.read_text("utf-8"))["sources"]]
    scripts = {found[1] for name in sources if (found := re.search(r"node_modules/([^/]+)/", name))}
    assert scripts | {"Material Design Icons"} == set(sbom.INSIDE_THE_THEME)


def test_every_typeface_is_in_it() -> None:
    """The site's and the paper's."""
    files = {str(part["name"]) for part in BILL["components"] if part["type"] == "file"}
    folders = [ROOT / folder for folder in sbom.FONTS]
    found = [file for folder in folders for file in folder.iterdir() if file.name != "OFL.txt"]
    assert files == {file.relative_to(ROOT).as_posix() for file in found}


def test_the_site_publishes_it(site: Path) -> None:
    """As it is, and linked from the page on rights."""
    assert (site / "sbom.cdx.json").read_text(encoding="utf-8") == TEXT
    assert 'href="../../sbom.cdx.json"' in (site / "about/rights/index.html").read_text("utf-8")
