"""What every group of verbs stands on: the store, the coder, one way to write a step, one way to look things up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast

from themes import rules
from themes.errors import Ambiguous, NotFound, Refused, StaleChange
from themes.model import Belonging, Coder, Fact, Member, Quotation, Run, Study, Transcript, Withdrawal
from themes.operations import Change, Step, new_id, now
from themes.project.learnt import Learnt
from themes.project.records import Waiting
from themes.project.stacks import Stacks
from themes.project.withdrawal.again import REMEDY, Gone, holds
from themes.project.worker import Worker
from themes.store import Joining, Store

NOBODY = Coder(id="", name="")
"""In whose place somebody reads who has not said who they are; never a coder of a project."""

F = TypeVar("F", bound=Fact)
V = TypeVar("V", bound=Callable[..., Any])
Listener = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Shared:
    """What all views of one open store have in common: who listens to it, and which workers run for it.

    ``lock`` is held from a verb's first look to its write (``whole``).
    ``passed_over`` are steps that cannot be undone any more, as others have built on them.
    ``waiting`` are files that were read and shown, and are not taken in yet.
    ``key`` holds where the key file lies, where that is not beside the project.
    ``learnt`` holds what was learnt last for suggestions, and from what.
    ``placed`` holds the discoveries that were looked at last, and their members by the rank of their candidate.
    ``arranged`` holds discoveries with what people moved, and from what they were made.
    ``stacks`` are what each coder can undo and redo, by the coder's id, as of the last look.
    ``beyond`` are the steps that are undone and done again with a joining alone, by what was joined.
    """

    listeners: list[Listener] = field(default_factory=list)
    workers: dict[str, Worker] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)
    passed_over: set[str] = field(default_factory=set)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    key: list[Path] = field(default_factory=list)
    learnt: list[tuple[object, Learnt]] = field(default_factory=list)
    placed: list[tuple[Run, dict[int, list[Member]]]] = field(default_factory=list)
    arranged: list[tuple[Run, tuple[Belonging, ...], Run]] = field(default_factory=list)
    stacks: dict[str, Stacks] = field(default_factory=dict)
    beyond: dict[tuple[Joining, ...], frozenset[str]] = field(default_factory=dict)


def whole(verb: V) -> V:
    """A verb that looks, checks and writes as one: no other view of the store writes between (two tabs, two keys)."""

    @wraps(verb)
    def locked(self: Base, *args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - the verb's own
        with self._shared.lock:
            return verb(self, *args, **kwargs)

    return cast("V", locked)


def one_moment(verb: V) -> V:
    """A verb that only reads, and sees everything as of one moment, whatever another thread writes meanwhile."""

    @wraps(verb)
    def still(self: Base, *args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - the verb's own
        with self._store.snapshot():
            return verb(self, *args, **kwargs)

    return cast("V", still)


class Base:
    """A coder's view of one open store.

    Args:
        store: The open store; several coders' views may share it.
        coder: Who acts in this view.
        shared: What all views of one store have in common; new where it is the first.
    """

    def __init__(self, store: Store, coder: Coder, shared: Shared | None = None) -> None:
        """Hold the store and the coder."""
        self._store = store
        self._coder = coder
        self._shared = shared or Shared()

    def one_look(self) -> AbstractContextManager[None]:
        """All that this thread reads in the ``with`` block is of one moment, whatever is written meanwhile.

        It costs less too: each look by itself takes a connection of its own.
        """
        return self._store.snapshot()

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: it was opened for reading, or by somebody who has not said who they are."""
        return self._store.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What its user should know of how the file was opened: what was set aside, or is worked on in a copy."""
        return self._store.notices

    @property
    def study(self) -> Study:
        """What the project is about."""
        return self._store.facts(Study)[0]

    @property
    def id(self) -> str:
        """The project's id, which its copies share."""
        return self.study.id

    @property
    def coder(self) -> Coder:
        """Who acts in this view of the project."""
        return self._coder

    def has_step(self, step_id: str) -> bool:
        """Whether a step of that id is in the log already, so that a retry has nothing to do."""
        return self._store.has_step(step_id)

    def on_step(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the log's last sequence number after each step; returns what ends that."""
        self._shared.listeners.append(listener)
        return lambda: self._shared.listeners.remove(listener)

    def _step(
        self,
        verb: str,
        changes: Iterable[Change],
        *,
        subject: str = "",
        step_id: str | None = None,
        undoes: str | None = None,
        sources: Mapping[str, bytes] | None = None,
    ) -> Step:
        """Write one step under a name that people read; nothing is written where there is no change."""
        step = Step(
            id=step_id or new_id(), verb=verb, coder_id=self._coder.id, at=now(), subject=subject, undoes=undoes
        )
        real = [change for change in changes if change.was != change.now]
        if not real:
            return step
        with self._shared.lock:
            self._check_words(real)
            self._check_gone(real)
            ruled = {type(change.fact) for change in real} & set(rules.RULES)
            if ruled and not self._store.has_step(step.id):
                self._check_rules(ruled, real)
            seq = self._store.write(step, real, sources=sources or {})
        for listener in tuple(self._shared.listeners):
            listener(seq)
        return step

    def _check_words(self, changes: Sequence[Change]) -> None:
        """Refuse quotations whose words do not stand at their place, as after somebody else's correction."""
        last: dict[tuple[type[Fact], str], Fact | None] = {
            (type(change.fact), change.fact.id): change.now
            for change in changes
            if isinstance(change.fact, Quotation | Transcript)
        }
        texts = {fact.id: fact.text for fact in last.values() if isinstance(fact, Transcript)}
        for fact in last.values():
            if not isinstance(fact, Quotation):
                continue
            if fact.transcript_id not in texts:
                texts[fact.transcript_id] = self._store.fact(Transcript, fact.transcript_id).text
            if texts[fact.transcript_id][fact.start : fact.end] != fact.words:
                raise StaleChange("The words there have changed. Nothing was changed; look at the transcript again.")

    def _gone(self) -> Gone:
        """Who withdrew, to be known again by what comes."""
        return Gone(self._store.facts(Withdrawal))

    def _check_gone(self, changes: Sequence[Change]) -> None:
        """Refuse words in a transcript of somebody who withdrew, by whatever way they come."""
        texts = [
            (change.now, change.was.text if isinstance(change.was, Transcript) else "")
            for change in changes
            if isinstance(change.now, Transcript)
        ]
        gone = self._gone() if texts else None
        for now_so, before in texts:
            who = gone.by_words(now_so.text) if gone and now_so.text != before else None
            # Words that somebody else was known to say as they withdrew stay, and may be corrected.
            if gone and who and gone.by_words(before) != who:
                raise Refused(f"{holds(f'“{now_so.title}”', who)} Nothing was changed. {REMEDY}")

    def _check_rules(self, kinds: Iterable[type[Fact]], changes: Sequence[Change]) -> None:
        """Refuse changes after which a rule among the facts of some kinds would be broken."""
        for kind in kinds:
            facts = {fact.id: fact for fact in self._store.facts(kind)}
            for change in changes:
                if type(change.fact) is kind and change.now is None:
                    facts.pop(change.fact.id, None)
                elif type(change.fact) is kind:
                    facts[change.fact.id] = change.fact
            rules.check(kind, facts)

    def _pick(self, kind: type[F], key: F | str, *, names: Callable[[F], Sequence[str]], what: str) -> F:
        """The one fact of a kind that ``key`` means: the fact itself, its id, a name of it, or its id's beginning.

        Raises:
            NotFound: Nothing has that name or id.
            Ambiguous: Several have it.
        """
        if not isinstance(key, str) and key == NOBODY:  # who has not said who they are asks for what is their own
            return key
        wanted = key if isinstance(key, str) else key.id
        known = self._store.facts(kind, id=wanted)
        if known:  # the commonest case by far, and the only one that coding at speed takes
            return known[0]
        facts = self._store.facts(kind)
        folded = wanted.casefold().strip()
        named = [fact for fact in facts if folded in (name.casefold() for name in names(fact))]
        started = named or [fact for fact in facts if len(folded) >= _SHORTEST_PREFIX and fact.id.startswith(folded)]
        if not started:
            message = f"The project has no {what} “{wanted}”."
            raise NotFound(message)
        if len(started) > 1:
            message = f"The project has {len(started)} of the name “{wanted}” ({what}). Give its path or its id."
            raise Ambiguous(message)
        return started[0]


_SHORTEST_PREFIX = 4
