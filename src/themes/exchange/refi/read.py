"""A .qdpx read: all that it holds that a study has a place for, and a line for each thing that it has none for.

Anybody may have made the file, so ``found_in`` is asked of a child process that its parent watches (``read/fence``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from themes.errors import BrokenFile
from themes.exchange.held import HeldAbout, HeldAttribute, HeldCase, HeldMemo, HeldTheme, Remark
from themes.exchange.other_project import CodePath, Tally
from themes.exchange.refi import blocks, counting, xml
from themes.exchange.refi.annotations import put_in_place
from themes.exchange.refi.codes_in import codes_of
from themes.exchange.refi.found import Found
from themes.exchange.refi.notes_in import Notes
from themes.exchange.refi.package import Package
from themes.exchange.refi.people_in import attributes_of, cases_of, links_of, moment, users_of, values_of
from themes.exchange.refi.sources_in import Sources, is_ours

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TOOL = "REFI-QDA"
_GROUP = "a group of texts"
_IN_SET = "a text in a set of codes"
_GRAPH = "a drawing of how things hang together"


def found_in(data: bytes, *, positions: str | None = None) -> Found:
    """All that a .qdpx holds.

    Args:
        data: The file.
        positions: How positions in its texts count, by the name of a way (``counting.named``), where a person says so.

    Raises:
        RefusedFile: It is no sound .qdpx, or over a limit.
    """
    way = counting.named(positions) if positions else None
    if positions and way is None:
        message = "there is no such way of counting positions. Take one that its report names, as “utf-16, two”."
        raise BrokenFile(message)
    package = Package(data)
    root = xml.parse(package.read(package.project))
    if root.tag != "Project":
        raise BrokenFile("its project file holds no project. Export it again from the tool that made it.")
    put_in_place(root)
    tally = Tally()
    origin = xml.said(root, "origin")
    users = users_of(root)
    codes, paths = codes_of(root.find("CodeBook/Codes"), tally)
    sources = Sources(root, package, origin=origin, tally=tally, way=way)
    attributes = attributes_of(root)
    cases, labels, described = cases_of(root, attributes, sources.names, tally)
    notes = Notes(root, package, users=users, labels=labels, tally=tally)
    texts, passages = sources.read(paths, users, notes)
    memos = [HeldMemo(about="case", name=label, text=words) for label, words in described.items()]
    memos += _on(root.iter("Case"), notes, "case", labels)
    memos += _on_codes(root, paths, notes)
    of_texts: list[HeldCase] = []
    for name, owner in sources.owners():
        values = values_of(owner, attributes, tally, name)
        of_texts += [HeldCase(label="", values=values, texts=(name,))] if values else []
        words = "" if is_ours(owner) else xml.child_text(owner, "Description")
        memos += [HeldMemo(about="transcript", name=name, text=words, at=moment(owner))] if words else []
        memos += [_memo("transcript", remark, name) for remark in notes.on(owner)]
    themes = themes_of(root, paths, tally)
    in_groups = _groups(root, sources.names, tally)
    named = {attribute.name for attribute in attributes.values()}
    new = dict.fromkeys(name for case in in_groups for name, _ in case.values if name not in named)
    for theme, one in zip(themes, _sets(root), strict=True):
        memos += [_memo("theme", remark, theme.name) for remark in notes.on(one, "MemberNote")]
    description = xml.child_text(root, "Description")
    memos += [HeldMemo(about="study", text=description, at=moment(root))] if description else []
    memos += [_memo("study", remark) for remark in notes.on(root)]
    memos += [replace(_memo("study", remark), loose=True) for remark in notes.over()]
    for graph in xml.children(root.find("Graphs"), "Graph"):
        tally.add(_GRAPH, xml.said(graph, "name") or "without a name")
    return Found(
        tool=f"{origin} ({TOOL})" if origin else TOOL,
        texts=tuple(texts),
        passages=tuple(passages),
        codes=tuple(codes),
        not_brought=tally.all(),
        cases=(*cases, *of_texts, *in_groups),
        attributes=(*attributes.values(), *(HeldAttribute(name=name) for name in new)),
        links=tuple(links_of(root, labels)),
        themes=tuple(themes),
        memos=tuple(memos),
        counted=sources.counted,
        # Other tools list whoever has ever opened the project, and themselves.
        team=tuple(users.values()) if origin.startswith("Themes ") else (),
    )


def _on(elements: Iterable[Element], notes: Notes, about: HeldAbout, names: Mapping[str, str]) -> list[HeldMemo]:
    return [
        _memo(about, remark, names[guid])
        for element in elements
        if (guid := xml.guid(element)) in names
        for remark in notes.on(element)
    ]


def _on_codes(root: Element, paths: Mapping[str, CodePath], notes: Notes) -> list[HeldMemo]:
    return [
        HeldMemo(about="code", path=paths[guid], text=remark.text, coder=remark.coder, at=remark.at)
        for code in root.iter("Code")
        if (guid := xml.guid(code)) in paths
        for remark in notes.on(code)
    ]


def _memo(about: HeldAbout, remark: Remark, name: str = "") -> HeldMemo:
    return HeldMemo(about=about, name=name, text=remark.text, coder=remark.coder, at=remark.at)


def themes_of(
    root: Element, paths: Mapping[str, CodePath], tally: Tally, *, member: str = "targetGUID"
) -> list[HeldTheme]:
    """Sets of codes as themes; sets of texts alone are none.

    Args:
        root: A project or a codebook.
        paths: Codes by GUID.
        tally: Counts what has no place here.
        member: The attribute by which a set names its codes.
    """
    themes: dict[str, HeldTheme] = {}
    for nth, one in enumerate(_sets(root), start=1):
        name = xml.said(one, "name") or f"Set {nth}"
        members = [paths.get(xml.guid(code, member)) for code in xml.children(one, "MemberCode")]
        for _ in xml.children(one, "MemberSource"):
            tally.add(_IN_SET, name)
        if name.casefold() in themes:
            name = f"{name} ({nth})"
        statement, headed = blocks.parted(
            xml.child_text(one, "Description"), (blocks.CENTRAL_IDEA, blocks.SUB_THEME_OF)
        )
        themes[name.casefold()] = HeldTheme(
            name=name,
            statement=statement,
            central_idea="\n\n".join(headed.get(blocks.CENTRAL_IDEA, ())),
            codes=tuple(dict.fromkeys(path for path in members if path)),
            parent="".join(headed.get(blocks.SUB_THEME_OF, ())),
        )
    return list(themes.values())


def _sets(root: Element) -> list[Element]:
    """The sets that are not groups of texts alone."""
    return [
        one
        for one in xml.children(root.find("Sets"), "Set")
        if one.find("MemberCode") is not None or one.find("MemberSource") is None
    ]


def _groups(root: Element, texts: Mapping[str, str], tally: Tally) -> list[HeldCase]:
    """Sets of texts alone, ATLAS.ti's groups: one called "gender: female" says so of who is heard in them."""
    held = []
    for one in xml.children(root.find("Sets"), "Set"):
        members = [texts.get(xml.guid(member, "targetGUID"), "") for member in xml.children(one, "MemberSource")]
        if not members or one.find("MemberCode") is not None:
            continue
        name, sign, value = xml.said(one, "name").partition(": ")
        if not (sign and name and value):
            tally.add(_GROUP, name)
            continue
        held += [HeldCase(label="", values=((name, value),), texts=(member,)) for member in members if member]
    return held
