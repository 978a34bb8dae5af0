"""A copy of a study as joining sees it: what stands in it, and what was done in it that the other copy has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from themes.model import Fact
from themes.operations import Change, Step, entity_of

Key = tuple[str, str]
"""A kind of fact, as in ``operations.ENTITIES``, and an id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A change of which a state left the file as somebody withdrew: whether the fact came by it, or went."""

    key: Key
    came: bool
    went: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedStep:
    """A step that the other copy has not, with what it changed, in its order, and of what nobody knows any more."""

    step: Step
    changes: tuple[Change, ...]
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """When a fact was touched last in a copy, and by whom; the earlier of two is the lesser."""

    at: str
    step_id: str
    coder_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One of two copies.

    Attributes:
        now: What stands in it, by kind and id.
        before: What of that was otherwise before its own steps: the state then, None for what was not there yet. What
            these steps left as they had found it is not in it.
        edits: When and by whom each of these was touched last.
        gone_with: Of each fact that its own steps removed, what the same step removed too.
        unknown: Those in ``before`` of which the state then left the file as somebody withdrew.
    """

    now: Mapping[Key, Fact]
    before: Mapping[Key, Fact | None] = field(default_factory=dict)
    edits: Mapping[Key, Edit] = field(default_factory=dict)
    gone_with: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)
    unknown: frozenset[Key] = frozenset()

    @classmethod
    def of(cls, facts: Sequence[Fact], steps: Sequence[JoinedStep]) -> Copy:
        """A copy from its facts and from the steps, oldest first, that the other has not."""
        before: dict[Key, Fact | None] = {}
        after: dict[Key, Fact | None] = {}
        edits: dict[Key, Edit] = {}
        gone_with: dict[Key, tuple[Key, ...]] = {}
        unknown: set[Key] = set()
        for one in steps:
            by = Edit(at=one.step.at, step_id=one.step.id, coder_id=one.step.coder_id)
            left = (key_of(change.fact) for change in one.changes if change.now is None)
            gone = (*left, *(change.key for change in one.gone if change.went))
            for lost in one.gone:
                if lost.key not in before and not lost.came:
                    unknown.add(lost.key)
                before.setdefault(lost.key, None)
                after.pop(lost.key, None)
                edits[lost.key] = by
                if lost.went:
                    gone_with[lost.key] = gone
            for change in one.changes:
                if change.was == change.now:
                    continue
                key = key_of(change.fact)
                before.setdefault(key, change.was)
                after[key] = change.now
                edits[key] = by
                if change.now is None:
                    gone_with[key] = gone
        # As where something was done on top of a joining and undone before the joining was: nobody changed it.
        for key in [key for key, fact in before.items() if key in after and key not in unknown and fact == after[key]]:
            del before[key], edits[key]
        return cls(
            now={key_of(fact): fact for fact in facts},
            before=before,
            edits=edits,
            gone_with=gone_with,
            unknown=frozenset(unknown),
        )

    def beside(self, other: Copy) -> Copy:
        """This copy, where what nobody knows any more was as the other has it, which did not touch it.

        What both touched stays unknown: where they say otherwise now, a person is asked.
        """
        if not self.unknown:
            return self
        told = {key: other.now.get(key, self.now.get(key)) for key in self.unknown if key not in other.before}
        before = {key: told.get(key, fact) for key, fact in self.before.items()}
        untouched = {key for key, fact in told.items() if fact is None or fact == self.now.get(key)}
        return replace(self, before={key: fact for key, fact in before.items() if key not in untouched})

    def was(self, key: Key) -> Fact | None:
        """A fact as it was before this copy's own steps; None where it was not there."""
        return self.before[key] if key in self.before else self.now.get(key)


def key_of(fact: Fact) -> Key:
    """The kind and the id of a fact."""
    return entity_of(fact), fact.id
