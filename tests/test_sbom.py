"""The bill of materials says what the site is made with, and says it truly."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

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
    packages = [part for part in BILL["components"] if part.get("purl", "").startswith("pkg:pypi/")]
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
    from cyclonedx.schema import SchemaVersion  # takes seconds, which others need not wait for
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(TEXT) is None


def test_it_names_every_script_of_others() -> None:
    """With its version, licence and digest; and each has its licence beside it."""
    told = {part["description"]: part for part in BILL["components"] if "description" in part}
    files = sorted((ROOT / sbom.SCRIPTS).glob("*.mjs"))
    assert [file.relative_to(ROOT).as_posix() for file in files] == sorted(told)
    for file in files:
        part = told[file.relative_to(ROOT).as_posix()]
        banner = file.read_text(encoding="utf-8").partition("\n")[0]
        assert f"{part['name']} {part['version']} | {part['licenses'][0]['license']['id']} |" in (
            banner.lower().replace("mit", "MIT")
        )
        assert part["hashes"][0]["content"] == sha256(file.read_bytes()).hexdigest()
        licence = file.with_name(f"{file.stem}-LICENSE.txt").read_text(encoding="utf-8")
        assert part["copyright"] in licence


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
