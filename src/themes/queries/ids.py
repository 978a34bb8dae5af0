"""A query with ids in place of names, as it is kept, and with names in place of ids, as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from themes.filters import ATTRIBUTE, LINKED, WORDS, Condition, Ground
from themes.queries.finding import code_of
from themes.queries.reading import read
from themes.queries.written import ON_CODINGS, Expression, Joined, Named, Narrowed

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Names of one kind of thing: by id what people call each, and by what they write the id where only one has it."""

    names: Mapping[str, str]
    ids: Mapping[str, str]


def kept(expression: Expression, ground: Ground) -> Expression:
    """The query with the ids of what it names; words that are no name, as an attribute's value, stay as they are.

    Raises:
        NotUnderstood: It names a code that the study does not have.
    """
    kinds = _kinds(ground)

    def id_of(kind: str) -> Change:
        return lambda written: kinds[kind].ids.get(_folded(written), written)

    return _changed(expression, lambda named: code_of(named, ground), id_of, ground)


def named(expression: Expression, ground: Ground) -> Expression:
    """The query with the names that what it holds the ids of has now; an id of what has gone stays."""
    kinds = _kinds(ground)

    def name_of(kind: str) -> Change:
        return lambda id_: kinds[kind].names.get(id_, id_)

    return _changed(expression, lambda one: kinds["code"].names.get(one.code, one.code), name_of, ground)


def reworded(written: str, rewrite: Change) -> str:
    """A query as it is kept, with the words of its conditions rewritten: names in them give way to pseudonyms."""

    def told(part: Expression) -> Expression:
        if isinstance(part, Joined):
            return replace(part, left=told(part.left), right=told(part.right))
        if isinstance(part, Narrowed):
            conditions = tuple(
                replace(one, about=rewrite(one.about), values=tuple(map(rewrite, one.values)))
                for one in part.conditions
            )
            return replace(part, part=told(part.part), conditions=conditions)
        return part

    return str(told(read(written)))


def asks_for_coders(part: Expression) -> bool:
    """Whether a query has a condition on who coded."""
    match part:
        case Joined():
            return asks_for_coders(part.left) or asks_for_coders(part.right)
        case Narrowed():
            about = {one.about.casefold() for one in part.conditions}
            return "coder" in about or asks_for_coders(part.part)
    return False


def _changed(
    part: Expression, code: Callable[[Named], str], of_kind: Callable[[str], Change], ground: Ground
) -> Expression:
    match part:
        case Named():
            return replace(part, code=code(part))
        case Joined():
            left, right = (_changed(one, code, of_kind, ground) for one in (part.left, part.right))
            return replace(part, left=left, right=right)
        case Narrowed():
            conditions = tuple(_condition(one, of_kind, ground) for one in part.conditions)
            return replace(part, part=_changed(part.part, code, of_kind, ground), conditions=conditions)
    return part


def _condition(asked: Condition, of_kind: Callable[[str], Change], ground: Ground) -> Condition:
    about = asked.about.casefold()
    if about in WORDS or about in ON_CODINGS or about.startswith(LINKED):
        kind = _OF_CASES if about.startswith((LINKED, "linked")) or (about == "site" and _has_sites(ground)) else about
        if kind in _KINDS:
            return replace(asked, values=tuple(map(of_kind(kind), asked.values)))
        if about != "site":
            return asked
    is_marked = about.startswith(ATTRIBUTE)
    name = asked.about[len(ATTRIBUTE) :].strip() if is_marked else asked.about
    changed = of_kind(ATTRIBUTE)(name)
    if changed == name:
        return asked
    clashes = changed.casefold() in (*WORDS, *ON_CODINGS) or changed.casefold().startswith((LINKED, ATTRIBUTE))
    return replace(asked, about=f"{ATTRIBUTE}{changed}" if clashes or _is_id(changed, ground) else changed)


def _has_sites(ground: Ground) -> bool:
    return any(case.kind == "site" for case in ground.cases)


def _is_id(written: str, ground: Ground) -> bool:
    return any(attribute.id == written for attribute in ground.attributes)


def _kinds(ground: Ground) -> dict[str, _Kind]:
    paths = dict(ground.code_paths)
    twice = _twice(code.name for code in ground.codes)
    codes = {
        code.id: paths.get(code.id, code.name) if _folded(code.name) in twice else code.name for code in ground.codes
    }
    return {
        "code": _kind(codes, paths.items()),
        "case": _kind({case.id: case.label for case in ground.cases}),
        "transcript": _kind({one.id: one.title for one in ground.transcripts}),
        "coder": _kind({one.id: one.name for one in ground.coders}),
        "question": _kind({one.id: one.number or one.text for one in ground.questions}),
        ATTRIBUTE: _kind({one.id: one.name for one in ground.attributes}),
    }


def _kind(names: Mapping[str, str], also: Iterable[tuple[str, str]] = ()) -> _Kind:
    every = [*names.items(), *also]
    twice = _twice(name for _, name in {(id_, _folded(name)) for id_, name in every})
    return _Kind(names=names, ids={_folded(name): id_ for id_, name in every if _folded(name) not in twice})


def _twice(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in map(_folded, names) if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


_OF_CASES = "case"
_KINDS = frozenset({"code", "case", "transcript", "coder", "question"})
