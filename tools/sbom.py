"""Writes what the published site is made of and with, as a software bill of materials (CycloneDX).

    python -m tools.sbom            # writes docs/sbom.cdx.json; `make lock` does this

It holds every package that `requirements/site.txt` locks, with its hashes, what needs it, and the
licence that its own metadata names; the scripts of others; and every typeface. The same
versions give the same bytes: there is no time in it, and its serial number is made of its content.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import metadata
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from fontTools.ttLib import TTFont
from packageurl import PackageURL

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "site.txt"
BILL = ROOT / "docs" / "sbom.cdx.json"
FONTS = ("generator/browser/assets/fonts", "generator/drawing/font_files")
LICENCE_OF_FONTS = "OFL-1.1"

THEME = "mkdocs-material"
INSIDE_THE_THEME = {"Material Design Icons": "Apache-2.0"}
"""What the theme's published parts hold, and its licence. The theme names no versions."""

SCRIPTS = "generator/browser/assets/vendor"
"""The scripts of others: each says in its first line its name, version, licence, owner, address."""

BY_CLASSIFIER = {
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Licences by the last part of a classifier; any other stands by that name."""


class Locked(NamedTuple):
    """A package as `requirements/site.txt` locks it: its version, hashes, and what needs it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def locked(text: str) -> Iterator[Locked]:
    """The packages of a list of requirements as uv writes it."""
    for part in re.split(r"\n(?=[a-z0-9])", text):
        if found := re.match(r"([\w.-]+)==([\w.+!]+)", part):
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", part)
            needed_by = re.findall(r"^ +#(?: via)? +([\w.-]+)", part, re.MULTILINE)
            yield Locked(found[1], found[2], tuple(hashes), tuple(set(needed_by) - {"via"}))


def licence(name: str) -> str:
    """The licence that an installed package's own metadata names."""
    told: Any = metadata(name)  # a message, whose type in the standard library has no `get`
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    plain = str(told.get("License", ""))
    said = told.get("License-Expression") or (plain if 0 < len(plain) < 40 else "")
    if said in ("", "UNKNOWN"):
        said = classifiers[0]
    return BY_CLASSIFIER.get(said, said)


def bill(lock: str) -> str:
    """The bill of materials as JSON, for a list of requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = component(project["name"], project["version"], project["license"])
    whole.type = ComponentType.APPLICATION
    bom = Bom()
    bom.metadata.component = whole
    packages = list(locked(lock))
    made = {(p.name, p.version): package(p) for p in packages}
    files = [*typefaces(), *scripts()]
    for each in (*made.values(), *files):
        bom.components.add(each)
    bom.register_dependency(whole, files)
    for it in packages:
        needed = made[it.name, it.version]
        for other in packages:
            if other.name in it.needed_by:
                bom.register_dependency(made[other.name, other.version], [needed])
        if project["name"] in it.needed_by:
            bom.register_dependency(whole, [needed])
    return without_time(JsonV1Dot6(bom).output_as_string())


def package(it: Locked) -> Component:
    """A locked package; of the theme, also what is inside it."""
    address = PackageURL("pypi", name=it.name, version=it.version)
    made = component(it.name, it.version, licence(it.name))
    made.purl = address
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in it.hashes]
    made.external_references.add(
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(address)), hashes=hashes
        )
    )
    if it.name == THEME:
        made.components.update(component(*item) for item in inside_the_theme())
    return made


def inside_the_theme() -> Iterator[tuple[str, None, str]]:
    """What the theme's published parts hold: its name, no version, its licence."""
    return ((name, None, terms) for name, terms in INSIDE_THE_THEME.items())


def typefaces() -> Iterator[Component]:
    """Every file of a typeface, with its owner."""
    for folder in FONTS:
        (owner,) = re.findall(r"\ACopyright .*?\)", (ROOT / folder / "OFL.txt").read_text("utf-8"))
        for file in sorted((ROOT / folder).glob("*.[tw]*f*")):
            path = file.relative_to(ROOT).as_posix()
            names = TTFont(file)["name"] if file.suffix == ".ttf" else None
            version = names and names.getDebugName(5)
            made = component(path, version and version.split()[-1], LICENCE_OF_FONTS)
            made.type = ComponentType.FILE
            made.copyright = (names and names.getDebugName(0)) or owner
            digest = sha256(file.read_bytes()).hexdigest()
            made.hashes.add(HashType(alg=HashAlgorithm.SHA_256, content=digest))
            yield made


def scripts() -> Iterator[Component]:
    """Every script of others, with its owner."""
    for file in sorted((ROOT / SCRIPTS).glob("*.mjs")):
        text = file.read_text(encoding="utf-8")
        said, terms, owner, address = text.partition("\n")[0].strip("/*! ").split(" | ")
        name, version = said.rsplit(" ", 1)
        made = component(name.lower(), version, terms)
        made.purl = PackageURL("npm", name=name.lower(), version=version)
        made.copyright = owner
        made.description = file.relative_to(ROOT).as_posix()
        made.hashes.add(
            HashType(alg=HashAlgorithm.SHA_256, content=sha256(file.read_bytes()).hexdigest())
        )
        made.external_references.add(
            ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(address))
        )
        yield made


def component(name: str, version: str | None, terms: str) -> Component:
    """A library under a licence; its reference within the bill is its name and version."""
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        bom_ref=f"{name}@{version}" if version else name,
        licenses=[LicenseFactory().make_from_string(terms)],
    )


def without_time(text: str) -> str:
    """The same bill without a time, and with a serial number made of its content."""
    told = json.loads(text)
    del told["metadata"]["timestamp"], told["serialNumber"]
    content = json.dumps(told, sort_keys=True)
    told["serialNumber"] = uuid5(NAMESPACE_URL, content).urn
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main(arguments: Iterable[str]) -> None:
    """Write the bill."""
    target = Path(next(iter(arguments), BILL))
    target.write_text(bill(LOCK.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"Wrote {target}.")


if __name__ == "__main__":
    main(sys.argv[1:])
