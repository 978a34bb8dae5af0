"""What must hold among the facts of a study, whoever changes them and however: by a verb, by undo, or by redo.

Rules that SQL can hold (references, one coding of a quotation by a code) stand in the store's schema; these cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from themes.errors import Refused
from themes.model import Attribute, Case, CaseLink, Code, Coder, Decision, Fact, GuideQuestion, Query, Theme, Transcript

T = TypeVar("T", bound=Hashable)

_NOTHING = "Nothing was changed."
SURVEY = "survey"
"""The format of a transcript that is one column of a survey's file; its layout says which."""


def check(kind: type[Fact], facts: Mapping[str, Fact]) -> None:
    """Refuse a state of the facts of one kind that breaks a rule.

    Args:
        kind: The kind of fact.
        facts: All facts of that kind, as they would be, by id.

    Raises:
        Refused: They break a rule; the message says which.
    """
    rule = RULES.get(kind)
    if rule is not None:
        rule(facts)


def _codes(facts: Mapping[str, Code]) -> None:
    _each_named("code", facts.values())
    _no_circle({code.id: code.parent_id for code in facts.values()}, facts, "A code cannot stand under itself.")
    places = [(code.parent_id, code.name.casefold()) for code in facts.values()]
    twice = _first_repeated(places)
    if twice is not None:
        name = next(code.name for code in facts.values() if (code.parent_id, code.name.casefold()) == twice)
        raise Refused(f"There would be two codes “{name}” at one place. {_NOTHING} Rename one of them first.")


def _themes(facts: Mapping[str, Theme]) -> None:
    _each_named("theme", facts.values())
    _each_once("theme", (theme.name for theme in facts.values()))
    for theme in facts.values():
        if theme.parent_id is None:
            continue
        parent = facts.get(theme.parent_id)
        if parent is None or parent.parent_id is not None or parent.id == theme.id:
            raise Refused(f"Themes have one level of sub-themes. {_NOTHING} Choose a main theme as the parent.")


def _transcripts(facts: Mapping[str, Transcript]) -> None:
    # A survey's file holds a transcript for each open question: its columns are what may be here only once.
    by_file: dict[str, set[str]] = {}
    for transcript in facts.values():
        part = transcript.layout if transcript.format == SURVEY else ""
        parts = by_file.setdefault(transcript.source_sha256, set())
        if part in parts or (parts and "" in {part, *parts}):
            raise Refused(f"The same file would be here twice. {_NOTHING}")
        parts.add(part)
    _each_once("transcript", (transcript.title for transcript in facts.values()))


def _cases(facts: Mapping[str, Case]) -> None:
    if not all(case.label.strip() for case in facts.values()):
        raise Refused(f"A case needs a label. {_NOTHING}")
    _each_once("case", (case.label for case in facts.values()))


def _links(facts: Mapping[str, CaseLink]) -> None:
    if not all(link.relation.strip() for link in facts.values()):
        raise Refused(f"A link needs a relation, such as “works at”. {_NOTHING}")
    if any(link.case_id == link.other_id for link in facts.values()):
        raise Refused(f"A case cannot be linked to itself. {_NOTHING}")
    places = [(link.case_id, link.other_id, link.relation.casefold()) for link in facts.values()]
    if _first_repeated(places) is not None:
        raise Refused(f"These two are linked so already. {_NOTHING}")


def _questions(facts: Mapping[str, GuideQuestion]) -> None:
    if not all(question.text.strip() for question in facts.values()):
        raise Refused(f"A question of the topic guide needs words. {_NOTHING}")
    numbers = [question.number.casefold() for question in facts.values() if question.number]
    twice = _first_repeated(numbers)
    if twice is not None:
        raise Refused(f"There would be two questions {twice} in the topic guide. {_NOTHING} Give one another number.")


def _named_once(what: str) -> Callable[[Mapping[str, Coder | Attribute | Query]], None]:
    def rule(facts: Mapping[str, Coder | Attribute | Query]) -> None:
        _each_named(what, facts.values())
        _each_once(what, (fact.name for fact in facts.values()))

    return rule


def _decisions(facts: Mapping[str, Decision]) -> None:
    _no_circle(
        {decision.id: decision.into for decision in facts.values()},
        None,
        "A candidate theme cannot be merged into one that it has taken in.",
    )


def _no_circle(above: Mapping[str, str | None], known: Mapping[str, object] | None, refusal: str) -> None:
    """Refuse a chain that comes back to where it began, or that leads to nothing that is known."""
    sound: set[str] = set()
    for start in above:
        walked: set[str] = set()
        here: str | None = start
        while here is not None and here not in sound:
            if here in walked or (known is not None and here not in known):
                raise Refused(f"{refusal} {_NOTHING}")
            walked.add(here)
            here = above.get(here)
        sound |= walked


def _each_named(what: str, facts: Iterable[Code | Theme | Coder | Attribute | Query]) -> None:
    if not all(fact.name.strip() for fact in facts):
        raise Refused(f"A {what} needs a name. {_NOTHING}")


def _each_once(what: str, names: Iterable[str]) -> None:
    given = list(names)
    twice = _first_repeated([name.casefold() for name in given])
    if twice is not None:
        name = next(name for name in given if name.casefold() == twice)
        raise Refused(f"There would be two of the name “{name}” ({what}). {_NOTHING}")


def _first_repeated(values: Sequence[T]) -> T | None:
    seen: set[T] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None


RULES: Mapping[type, Callable[..., None]] = {
    Attribute: _named_once("attribute"),
    Case: _cases,
    CaseLink: _links,
    Code: _codes,
    Coder: _named_once("coder"),
    Decision: _decisions,
    GuideQuestion: _questions,
    Query: _named_once("query"),
    Theme: _themes,
    Transcript: _transcripts,
}
"""The rule of each kind that has one; it takes all facts of the kind by id."""
