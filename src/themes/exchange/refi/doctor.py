"""A doctor for REFI-QDA files of any tool: what is wrong with one, where, and what to do.

``examine`` is asked of a child process that its parent watches: anybody may have made the file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from themes.exchange.other_project import Tally
from themes.exchange.refi import counting, schema, sources_in, xml
from themes.exchange.refi.codes_in import codes_of
from themes.exchange.refi.evidence import NO_WAY
from themes.exchange.refi.examined import Examined, Findings
from themes.exchange.refi.package import Package
from themes.exchange.refi.read import found_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from themes.exchange.held import Counted
    from themes.exchange.other_project import NotBrought

_FROM_TOOL = "Export it again from the tool that made it, or ask its makers."
_SCHEMA = "Tools that check files against the schema will refuse it. " + _FROM_TOOL
_REFERENCES = {
    "CodeRef": "a code", "NoteRef": "a note", "SourceRef": "a source", "SelectionRef": "a selection",
    "VariableRef": "a variable", "MemberCode": "a code", "MemberSource": "a source", "MemberNote": "a note",
}  # fmt: skip
_MARKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"  # what may stand before XML
_USERS = ("creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID")
_PATHS = ("plainTextPath", "richTextPath", "path")
_ELSEWHERE = ("relative:", "absolute:")
_OUT_OF_RANGE = (sources_in.NO_PLACE, NO_WAY)


def examine(data: bytes) -> Examined:
    """What is wrong or doubtful about a .qdpx or a .qdc.

    Args:
        data: The file.

    Raises:
        RefusedFile: It cannot be read at all, or is over a limit; the message says why and what to do.
    """
    return _codebook(data) if data.lstrip(_MARKS).startswith(b"<") else _project(data)


def _codebook(data: bytes) -> Examined:
    root = xml.parse(data)
    findings = Findings()
    _against_schema(root, "CodeBook", findings)
    _guids(root, findings)
    codes, _ = codes_of(root.find("Codes"), tally := Tally())
    return Examined(
        kind="codebook",
        tool=xml.said(root, "origin"),
        n_codes=len(codes),
        findings=findings.all(),
        not_brought=tally.all(),
    )


def _project(data: bytes) -> Examined:
    package = Package(data)
    root = xml.parse(package.read(package.project))
    findings = Findings()
    _against_schema(root, "Project", findings)
    guids = _guids(root, findings)
    _references(root, guids, findings)
    _package(root, package, findings)
    _sources(root, package, findings)
    found = found_in(data)
    _positions(found.counted, found.not_brought, findings)
    return Examined(
        kind="project",
        tool=xml.said(root, "origin"),
        n_texts=len(found.texts),
        n_codes=len(found.codes),
        n_passages=sum(1 for _ in root.iter("PlainTextSelection")),
        n_codings=sum(1 for _ in root.iter("Coding")),
        counted=found.counted,
        findings=findings.all(),
        not_brought=found.not_brought,
    )


def _against_schema(root: Element, name: schema.SchemaName, findings: Findings) -> None:
    """Namespace and schema."""
    namespace = root.get(xml.NAMESPACE, "")
    if namespace != schema.NAMESPACES[name]:
        findings.add(
            "wrong",
            f"its namespace is not {schema.NAMESPACES[name]}",
            "Some tools read no other. " + _FROM_TOOL,
            namespace[:80] or "none",
        )
    for violation in schema.violations(root, name):
        findings.add("wrong", violation.what, _SCHEMA, violation.where)


def _guids(root: Element, findings: Findings) -> Counter[str]:
    """GUIDs that several things bear; how often each is borne."""
    borne = Counter(guid for element in root.iter() if (guid := xml.guid(element)))
    findings.each(
        "wrong",
        "several things bear one GUID",
        "What refers to it may mean any of them; Themes takes the first. " + _FROM_TOOL,
        (guid for guid, count in borne.items() if count > 1),
    )
    return borne


def _references(root: Element, guids: Counter[str], findings: Findings) -> None:
    """References, users and ends of links that nothing in the file bears."""
    for element in root.iter():
        kind = _REFERENCES.get(str(element.tag))
        if kind and xml.guid(element, "targetGUID") not in guids:
            findings.add(
                "wrong",
                f"{element.tag} points to {kind} that is not in the file",
                "What hangs on it is lost. " + _FROM_TOOL,
                xml.guid(element, "targetGUID"),
            )
        for name in _USERS:
            if element.get(name) and xml.guid(element, name) not in guids:
                findings.add(
                    "wrong",
                    f"“{name}” names a user who is not in the file",
                    "Say who coded when you bring it in (--by).",
                    xml.guid(element, name),
                )
        for name in ("originGUID", "targetGUID") if element.tag == "Link" else ():
            if xml.guid(element, name) not in guids:
                findings.add("wrong", "a link has an end that is not in the file", _FROM_TOOL, xml.guid(element))


def _package(root: Element, package: Package, findings: Findings) -> None:
    """Names in the package, and what in it nothing refers to."""
    if package.project != "project.qde":
        findings.add(
            "wrong",
            "the project file is not called project.qde",
            "Some tools look for that name alone.",
            package.project,
        )
    folders = {name.rpartition("/")[0] for name in package.sources}
    if folders - {"sources"}:
        findings.add(
            "wrong",
            "sources do not lie in the folder “sources”",
            "Tools that tell small from capital letters will not find them.",
            ", ".join(sorted(folder or "none" for folder in folders)),
        )
    named = {package.find(path) for element in root.iter() for name in _PATHS if (path := element.get(name))}
    unused = [name for name in package.sources if name not in named]
    findings.each("doubtful", "a file in it is no source of anything", "Look whether it belongs to it.", unused)
    if root.get("basePath"):
        findings.add(
            "doubtful",
            "it names a folder of the computer that it was made on",
            "That may name a person. Take “basePath” out before you pass the file on.",
        )


def _sources(root: Element, package: Package, findings: Findings) -> None:
    """Sources that are missing, and texts whose encoding misleads."""
    for element in root.iter():
        for name in _PATHS:
            if element.get(name):
                _source(element, name, package, findings)
        if element.tag in ("TextSource", "Note"):
            _has_text(element, findings)


def _source(element: Element, name: str, package: Package, findings: Findings) -> None:
    path, where = element.get(name, ""), xml.guid(element)
    entry = package.find(path)
    if entry is None and path.casefold().startswith(_ELSEWHERE):
        findings.add("doubtful", "a source lies outside of the file", "Pass it on as well.", where)
    elif entry is None:
        what = f"a source is missing: its “{name}” leads to nothing"
        findings.add("wrong", what, "Export it again with its sources in it.", where)
    elif name == "plainTextPath":
        _encoding(package.read(entry), findings, where)


def _has_text(element: Element, findings: Findings) -> None:
    given = bool(element.get("plainTextPath")) + (element.find("PlainTextContent") is not None)
    where = xml.guid(element)
    if given > 1:
        findings.add("wrong", f"a {element.tag} has its text twice", "Themes takes the one in it.", where)
    elif not given and not element.get("richTextPath"):
        findings.add("wrong", f"a {element.tag} has no text", _FROM_TOOL, where)


def _encoding(data: bytes, findings: Findings, where: str) -> None:
    text, is_utf8 = counting.decoded(data)
    if not is_utf8:
        findings.add("wrong", "a text is not encoded as UTF-8", "Accents may come wrong. " + _FROM_TOOL, where)
    if text.startswith("\ufeff"):
        findings.add(
            "doubtful",
            "a text begins with a byte-order mark",
            "Some tools count it, and place passages one off.",
            where,
        )
    if "\r\n" in text:
        findings.add(
            "doubtful", "a text has line ends of Windows", "Some tools count them as one, others as two.", where
        )
    if "\ufffd" in text or "\x00" in text:
        findings.add("doubtful", "a text has characters that were lost before", "Look at its accents.", where)


def _positions(counted: Counted | None, not_brought: tuple[NotBrought, ...], findings: Findings) -> None:
    """How positions count, and which passages stand nowhere."""
    for one in not_brought:
        if one.reason in _OUT_OF_RANGE:
            findings.each("wrong", one.reason, "These passages are lost. " + _FROM_TOOL, one.where or ("",) * one.count)
    if counted is None:
        return
    share = f"{counted.way.n_fit} of {counted.n_looked_at} passages begin and end where words do"
    if counted.way.name == counting.Counting(inclusive=True).name:
        findings.add(
            "doubtful",
            "a passage's end is its last character, not just after it",
            "The standard can be read both ways.",
        )
    elif counted.way.name != counting.Counting().name:
        findings.add(
            "wrong",
            f"positions do not count as the standard says, but {counted.way.words}",
            f"A tool that takes the standard by its word places passages wrong; Themes does not ({share}).",
        )
    if counted.sure == "unsure":
        others = "; ".join(f"{way.name}: {way.n_fit}" for way in counted.others)
        findings.add(
            "doubtful",
            "how positions count cannot be told for sure",
            f"Look at some passages, and say --positions otherwise ({share}; {others}).",
        )
    findings.each(
        "wrong",
        "the words that the file stores of a passage stand elsewhere in its text",
        "Themes brings it in where its positions say. " + _FROM_TOOL,
        counted.elsewhere,
    )
    findings.each(
        "doubtful", "in this text positions count otherwise than in the rest", "Look at its passages.", counted.apart
    )
