"""Verbs on memos: dated notes on the study, a transcript, a case, a code, a quotation or a theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from themes import memo_text
from themes.errors import NotFound, Refused, StaleChange
from themes.model import Case, Code, Coder, Displaced, Fact, Memo, Quotation, Study, Theme, Transcript
from themes.operations import ENTITIES, added, body, digest, entity_of, new_id, now, removed, revised
from themes.project.base import one_moment, whole
from themes.project.people.cases import CaseVerbs
from themes.project.themes import ThemeVerbs
from themes.text import canonical, speaker_of

About = Literal["study", "transcript", "case", "code", "quotation", "theme"]
Subject = Study | Transcript | Case | Code | Quotation | Theme

ABOUT: tuple[About, ...] = get_args(About)
"""What a memo can be about, the widest first."""

LONGEST = 50_000
"""Characters that a memo may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A quotation that a memo is about or links to.

    ``words`` are as they stand now, or as they were where ``here`` is False: it lost its place, or went with its last
    code. ``by`` is how who said it is named.
    """

    id: str
    words: str
    transcript_id: str
    start: int
    end: int
    by: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoView:
    """A memo with what it is about and links to.

    ``name`` is what it is about as people call it: a title, a label, a code's path, a theme's name, a quotation's
    words; ``here`` is False where that is gone. ``quotation`` is set where it is about one. ``version`` says which
    state of it this is.
    """

    memo: Memo
    coder: Coder
    about: About
    name: str
    here: bool
    links: tuple[Linked, ...] = ()
    quotation: Linked | None = None

    @property
    def version(self) -> str:
        """The digest of this state of the memo; ``change_memo`` takes it as what its writer saw."""
        return version_of(self.memo)

    @property
    def text(self) -> str:
        """What it says, with the words of quotations in place of links."""
        words = {one.id: f"“{' '.join(one.words.split())}”" for one in self.links}
        return memo_text.in_words(self.memo.text, lambda quotation_id: words.get(quotation_id, "“…”"))


def version_of(memo: Memo) -> str:
    """The digest of a state of a memo."""
    return digest(body(memo))


class MemoVerbs(ThemeVerbs, CaseVerbs):
    """Write memos on anything, and find them again."""

    @whole
    def add_memo(
        self, text: str, *, about: Subject | None = None, memo_id: str | None = None, step_id: str | None = None
    ) -> Memo:
        """Write a memo.

        Args:
            text: What it says; ``memo_text.link_to`` makes links to quotations.
            about: What it is about; the study where not given.
            memo_id: An id that the caller chose (a page that works offline).
            step_id: The same for the step; a second call with it changes nothing.

        Raises:
            Refused: It says nothing, or too much.
            NotFound: What it is about is not there any more.
        """
        subject = about or self.study
        kind: type[Fact] = type(subject)
        self._store.fact(kind, subject.id)
        memo = Memo(
            id=memo_id or new_id(),
            about=entity_of(subject),
            about_id=subject.id,
            coder_id=self._coder.id,
            text=_checked(text),
            at=now(),
        )
        self._step("add memo", [added(memo)], subject=memo.id, step_id=step_id)
        return memo

    def subject(self, kind: About, key: str = "") -> Subject:
        """What a memo can be about, by its kind and its id or name."""
        match kind:
            case "transcript":
                return self.transcript(key)
            case "case":
                return self.case(key)
            case "code":
                return self.code(key)
            case "quotation":
                return self._pick(Quotation, key, names=lambda _: (), what="quotation")
            case "theme":
                return self.theme(key)
            case "study":
                return self.study

    def memo(self, key: Memo | str) -> Memo:
        """The memo of that id or beginning of an id."""
        return self._pick(Memo, key, names=lambda _: (), what="memo")

    @whole
    def change_memo(
        self, memo: Memo | str, text: str, *, version: str | None = None, step_id: str | None = None
    ) -> Memo:
        """Write a memo anew; whose it is and when it was written stay, and its earlier words stay in the history.

        Args:
            memo: As the caller read it, or its id: then ``version`` says what the caller read.
            text: What it says now.
            version: The version that was read (``MemoView.version``); the one that stands where not given with an id.
            step_id: An id that the caller chose.

        Raises:
            StaleChange: Somebody has changed it since it was read; nothing was changed.
            NotFound: Somebody has removed it.
            Refused: It would say nothing, or too much.
        """
        if step_id and self.has_step(step_id):
            return self.memo(memo)
        was = self._as_read(memo, version)
        changed = replace(was, text=_checked(text))
        self._step("change memo", [revised(was, changed)], subject=was.id, step_id=step_id)
        return changed

    @whole
    def remove_memo(self, memo: Memo | str, *, version: str | None = None, step_id: str | None = None) -> None:
        """Take a memo away; undo brings it back.

        Raises:
            StaleChange: Somebody has changed it since it was read; nothing was changed.
        """
        if step_id and self.has_step(step_id):
            return
        was = self._as_read(memo, version)
        self._step("remove memo", [removed(was)], subject=was.id, step_id=step_id)

    @one_moment
    def memos(
        self,
        *,
        about: Subject | None = None,
        kind: About | None = None,
        coder: Coder | str | None = None,
        words: str = "",
    ) -> list[MemoView]:
        """Memos, the newest first.

        Args:
            about: Only on this.
            kind: Only on things of this kind.
            coder: Only by this coder.
            words: Only those that hold each of these words, in their text, their links or what they are about.
        """
        equal: dict[str, object] = {} if kind is None else {"about": kind}
        if about is not None:
            equal |= {"about": entity_of(about), "about_id": about.id}
        if coder is not None:
            equal["coder_id"] = self._pick(Coder, coder, names=lambda person: (person.name,), what="coder").id
        found = self._store.facts(Memo, **equal)
        unseen = self._unseen_quotations(memo.about_id for memo in found if memo.coder_id != self._coder.id)
        found = [memo for memo in found if memo.about_id not in unseen]
        viewed = self._viewer() if found else None
        views = [viewed(memo) for memo in found] if viewed else []
        wanted = words.casefold().split()
        views = [view for view in views if all(word in f"{view.name}\n{view.text}".casefold() for word in wanted)]
        return views[::-1]  # facts come by when they were written

    def memo_view(self, memo: Memo | str) -> MemoView:
        """A memo with what it is about and links to."""
        return self._viewer()(self.memo(memo))

    def memo_states(self, memo: Memo | str) -> list[tuple[Coder, str, Memo]]:
        """The states of a memo that its history holds, oldest first: who wrote it, when (UTC, ISO 8601), and it."""
        coders = {person.id: person for person in self._store.facts(Coder)}
        key = memo if isinstance(memo, str) else memo.id
        return [
            (coders[step.coder_id], step.at, state)
            for step, state in self._store.history("memo", key)
            if isinstance(state, Memo)
        ]

    @one_moment
    def memo_words(self, memo: Memo) -> str:
        """What a state of a memo says, with the words of quotations in place of links."""
        return self._viewer()(memo).text

    def n_memos(self) -> dict[str, int]:
        """How many memos there are on each thing, by its id."""
        counts: dict[str, int] = {}
        for memo in self._store.facts(Memo):
            counts[memo.about_id] = counts.get(memo.about_id, 0) + 1
        return counts

    @one_moment
    def linked(self, quotation_id: str) -> Linked | None:
        """A quotation as a memo shows it; None where the project never had one of that id."""
        return self._linker()(quotation_id)

    def _as_read(self, memo: Memo | str, version: str | None) -> Memo:
        """The memo as it stands, refused where that is not what the caller read."""
        read = version or (version_of(memo) if isinstance(memo, Memo) else None)
        try:
            stands = self.memo(memo)
        except NotFound as error:
            raise NotFound(
                "This memo was removed meanwhile. Nothing was changed; your words can be kept as a new memo."
            ) from error
        if read is not None and version_of(stands) != read:
            raise StaleChange(
                "Somebody else changed this memo while you wrote. Nothing was changed, and neither version is lost; "
                "look at both and say what stands."
            )
        return stands

    def _viewer(self) -> Callable[[Memo], MemoView]:
        """What shows memos, with all that they may be about looked up once."""
        coders = {person.id: person for person in self._store.facts(Coder)}
        names = {study.id: study.title for study in self._store.facts(Study)}
        names |= {transcript.id: transcript.title for transcript in self._store.facts(Transcript)}
        names |= {case.id: case.label for case in self._store.facts(Case)}
        names |= self.paths() | {theme.id: theme.name for theme in self._store.facts(Theme)}
        linked = self._linker()

        def viewed(memo: Memo) -> MemoView:
            quotation = linked(memo.about_id) if memo.about == "quotation" else None
            here = quotation.here if quotation else memo.about_id in names
            named = quotation.words if quotation else names.get(memo.about_id) or self._was_called(memo)
            found = (linked(quotation_id) for quotation_id in memo_text.links(memo.text))
            return MemoView(
                memo=memo,
                coder=coders[memo.coder_id],
                about=next((kind for kind in ABOUT if kind == memo.about), "study"),
                name=named,
                here=here,
                links=tuple(one for one in found if one),
                quotation=quotation,
            )

        return viewed

    def _linker(self) -> Callable[[str], Linked | None]:
        """What finds the quotations that memos are about or link to, with what it needs looked up once."""
        attributions = self.attributions()
        sources = {source.id: source for source in self._store.facts(Transcript)}
        lost = {one.id: one for one in self._store.facts(Displaced)}

        def linked(quotation_id: str) -> Linked | None:
            stands = self._store.facts(Quotation, id=quotation_id)
            found = stands[0] if stands else lost.get(quotation_id) or self._last("quotation", quotation_id)
            if not isinstance(found, Quotation | Displaced):
                return None
            source = sources.get(found.transcript_id)
            speaker = speaker_of(source, found.start, found.end) if source else None
            return Linked(
                id=found.id,
                words=found.words,
                transcript_id=found.transcript_id if source else "",
                start=found.start,
                end=found.end,
                by=attributions.get(speaker.case_id, "") if speaker and speaker.case_id else "",
                here=bool(stands),
            )

        return linked

    def _was_called(self, memo: Memo) -> str:
        """What something that is gone was called, as the log has it; empty where a release has emptied that."""
        fact = self._last(memo.about, memo.about_id)
        for field in ("title", "label", "name"):
            if hasattr(fact, field):
                return str(getattr(fact, field))
        return ""

    def _last(self, entity: str, fact_id: str) -> Fact | None:
        """The last state of a fact that is gone."""
        if entity not in ENTITIES:
            return None
        states = self._store.history(entity, fact_id)
        return next((state for _, state in reversed(states) if state is not None), None)


def _checked(text: str) -> str:
    """The text as a memo keeps it, refused where it says nothing."""
    kept = canonical(text).strip()
    if not kept:
        raise Refused("A memo needs words. Nothing was changed; remove the memo where it is to go.")
    if len(kept) > LONGEST:
        raise Refused(f"A memo holds at most {LONGEST:,} characters. Nothing was changed; write two.")
    return kept
