"""What leaves the project when names do: into the key first, then out of every older state and off the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from themes import rules
from themes.model import Code, GuideQuestion, Original, Quotation, Transcript
from themes.operations import Change, Step, new_id, now
from themes.project.encoding import digest_of
from themes.project.names.elsewhere import ElsewhereVerbs, Known
from themes.project.names.records import ReviewView
from themes.store import Purge

WHO = frozenset({"case", "case_link", "attribute"})
"""What says who somebody is: once all is released, its older states go whether or not they hold a name that is known.

A case may have borne a name that nobody ever said, and lost it before names were looked for.
"""


class Leaving(ElsewhereVerbs):
    """Keep in the key, and take out of the file."""

    def _sources(self, chosen: Sequence[ReviewView], after: Mapping[str, Transcript]) -> dict[str, bytes]:
        """The files that the chosen were ever read from; every file there is, once all is released."""
        ids = {view.transcript.id for view in chosen}
        wanted: set[str] = set()
        for id_ in ids:
            states = self._store.history("transcript", id_)
            wanted |= {fact.source_sha256 for _, fact in states if isinstance(fact, Transcript)}
            wanted.add(after[id_].source_sha256)
        still_open = {view.transcript.id for view in self.reviews() if not view.released} - ids
        wanted = wanted if still_open else {*self._store.source_ids()}
        wanted -= {after[id_].source_sha256 for id_ in still_open}
        found: dict[str, bytes] = {}
        for sha256 in wanted & set(self._store.source_ids()):
            found[sha256] = self._store.source(sha256)
        return found

    def _into_the_key(
        self, chosen: Sequence[ReviewView], replaced: Mapping[str, str], sources: Mapping[str, bytes]
    ) -> None:
        """Keep in the key what is about to leave the project; before it leaves, so that a crash loses nothing."""
        key = self._key()
        for nth, view in enumerate(chosen):
            source = view.transcript
            original = Original(
                transcript_id=source.id,
                title=source.title,
                source_name=source.source_name,
                source_sha256=source.source_sha256,
                text=source.text,
                labels=tuple(speaker.label for speaker in source.speakers),
                at=now(),
            )
            key.keep_original(original, replaced.items(), sources if nth == 0 else {})

    def _purge(
        self,
        known: Known,
        after: Mapping[str, Transcript],
        changes: Sequence[Change],
        *,
        transcripts: Sequence[str],
        sources: Sequence[str],
    ) -> Purge:
        from themes.privacy.scrub import pattern_of  # noqa: PLC0415 - not needed to open a project

        still_open = {view.transcript.id for view in self.reviews() if not view.released} - set(transcripts)
        # Once nothing is open, what was taken out of the project earlier goes for good too: it may hold the names.
        ids = set(transcripts) if still_open else self._store.ids_ever("transcript")
        return Purge(
            transcripts=frozenset(ids),
            entities=frozenset() if still_open else WHO,
            names=pattern_of([*known.names, *known.gone], joined=True),
            sources=frozenset(sources),
            needed=self._vectors_needed(after, changes),
        )

    def _vectors_needed(self, after: Mapping[str, Transcript], changes: Sequence[Change]) -> frozenset[str]:
        """The digests of all words that will stand: of segments, quotations, definitions and questions."""
        from themes.discover.segments import cut  # noqa: PLC0415 - not needed to open a project

        needed = {digest_of(source.text[one.start : one.end]) for source in after.values() for one in cut(source)}
        quotations = {one.id: one.words for one in self._store.facts(Quotation)}
        for change in changes:
            if isinstance(change.fact, Quotation):
                quotations.pop(change.fact.id, None)
            if isinstance(change.now, Quotation):
                quotations[change.now.id] = change.now.words
        needed |= {digest_of(words) for words in quotations.values()}
        needed |= {digest_of(code.definition) for code in self._store.facts(Code)}
        needed |= {digest_of(question.text) for question in self._store.facts(GuideQuestion)}
        return frozenset(needed)

    def _released_step(
        self, verb: str, changes: Sequence[Change], what: Purge, *, subject: str, step: Step | None = None
    ) -> bool:
        """Write a step that purges, a new one where none is given; whether all that goes has gone."""
        real = [change for change in changes if change.was != change.now]
        step = step or Step(id=new_id(), verb=verb, coder_id=self._coder.id, at=now(), subject=subject)
        self._check_rules({type(change.fact) for change in real} & set(rules.RULES), real)
        finished = self._store.release(step, real, what)
        self._shared.passed_over.update(self._store.steps_gone())
        seq = self._store.last_seq()
        for listener in tuple(self._shared.listeners):
            listener(seq)
        return finished
