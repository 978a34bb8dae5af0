"""Verbs that find what could tell who somebody is, and show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from themes.errors import Refused
from themes.model import Identifier, Review, Transcript
from themes.operations import Change, added, new_id, removed, revised
from themes.project.base import one_moment, whole
from themes.project.jobs import JobVerbs
from themes.project.names.finding import found_in
from themes.project.names.naming import NameVerbs
from themes.project.names.records import IdentifierView
from themes.project.names.review_states import is_replaced
from themes.project.worker import Task
from themes.store import Job

if TYPE_CHECKING:
    from themes.privacy import Found

_AROUND = 90  # code points of context on each side: about a line


class IdentifierVerbs(NameVerbs, JobVerbs):
    """Look for identifiers in transcripts, and list them."""

    def find_identifiers(
        self,
        transcripts: Iterable[Transcript | str] | None = None,
        *,
        on_progress: Callable[[float, str], None] | None = None,
    ) -> list[Identifier]:
        """Look for identifiers, here in this process; what is known already keeps its decision.

        Args:
            transcripts: Where; in all that are not released where not given.
            on_progress: Called with the share done and what is being done.

        Returns:
            The new ones.
        """
        self.keep_proposed_names()
        new: list[Identifier] = []
        for transcript_id, text, found in found_in(
            self._texts(transcripts), self._names_to_find(), on_progress=on_progress
        ):
            new += self._keep_found(transcript_id, text, found)
        return new

    @whole
    def start_finding_identifiers(self, transcripts: Iterable[Transcript | str] | None = None) -> Job:
        """Begin ``find_identifiers`` in a worker process; one that is under way is joined, not doubled."""
        running = self._running("names")
        if running:
            return running
        self.keep_proposed_names()
        task = Task(name="identify", arguments={"texts": self._texts(transcripts), "names": self._names_to_find()})
        n_new: list[int] = []

        def take(found: Any) -> None:  # noqa: ANN401 - a worker's message
            n_new.append(len(self._keep_found(*found)))

        return self._start("names", task, lambda _: str(sum(n_new)), take=take)

    @one_moment
    def identifiers(self, transcript: Transcript | str) -> list[IdentifierView]:
        """All identifiers of a transcript in the order of the text, with their words and context."""
        source = self.transcript(transcript)
        n_same = self._n_same()
        return [
            _view(source, one, n_same.get(self._folded(source, one), 0))
            for one in self._store.facts(Identifier, transcript_id=source.id)
        ]

    def identifier(self, key: Identifier | str) -> Identifier:
        """The identifier of that id or beginning of an id."""
        return self._pick(Identifier, key, names=lambda _: (), what="identifier")

    def _texts(self, transcripts: Iterable[Transcript | str] | None) -> list[tuple[str, str, str]]:
        if transcripts is None:
            released = {review.id for review in self._store.facts(Review, state="released")}
            chosen = [source for source in self.transcripts() if source.id not in released]
        else:
            chosen = [self.transcript(one) for one in transcripts]
        if not chosen:
            raise Refused("There is no transcript to look for names in: all are released, or none is here yet.")
        return [(source.id, source.title, source.text) for source in chosen]

    @whole
    def _keep_found(
        self, transcript_id: str, text: str, found: Sequence[Found], *, wider: bool = False
    ) -> list[Identifier]:
        """Keep what is new of a search, where the transcript is still as it was searched.

        Args:
            transcript_id: Where.
            text: As it was searched.
            found: What was found.
            wider: Take in what is known already where a finding holds one more word of a name ("Quill" beside "Brivo").
        """
        sources = self._store.facts(Transcript, id=transcript_id)
        if not sources or sources[0].text != text:
            return []
        source = sources[0]
        known = self._store.facts(Identifier, transcript_id=source.id)
        stays = self._key().stays()
        standing = list(known)
        for one in found:
            there = [other for other in standing if one.start < other.end and other.start < one.end]
            if self._fold(text[one.start : one.end]) in stays:
                continue
            if there and not (wider and _holds_more(source, one, there)):
                continue
            start = min([one.start, *(each.start for each in there)])
            end = max([one.end, *(each.end for each in there)])
            standing = [each for each in standing if each not in there]
            standing.append(
                Identifier(id=new_id(), transcript_id=source.id, start=start, end=end, kind=one.kind, why=one.why)
            )
        new = [one for one in standing if one not in known]
        gone = [one for one in known if one not in standing]
        changes = [*map(removed, gone), *map(added, new), *self._opened(source, always=bool(new))]
        self._step("find names", changes, subject=source.id)
        return new

    def _opened(self, source: Transcript, *, always: bool = True) -> list[Change]:
        """The review of a transcript in which something new stands to be decided, or that was searched first."""
        known = self._store.facts(Review, id=source.id)
        if not known:
            return [added(Review(id=source.id, state="found"))]
        if not always and known[0].state != "not begun":
            return []
        if known[0].state == "first reader" and known[0].second_reader is not None:
            return []  # what the second reader marks is counted with their sample
        return [revised(known[0], replace(known[0], state="found"))]

    def _n_same(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        texts = {source.id: source for source in self._store.facts(Transcript)}
        for one in self._store.facts(Identifier, state="found"):
            words = self._folded(texts[one.transcript_id], one)
            counted[words] = counted.get(words, 0) + 1
        return counted

    def _folded(self, source: Transcript, identifier: Identifier) -> str:
        return self._fold(source.text[identifier.start : identifier.end])

    def _fold(self, words: str) -> str:
        from themes.privacy.pseudonyms import folded  # noqa: PLC0415 - as above

        return folded(words)


def _holds_more(source: Transcript, found: Found, there: Sequence[Identifier]) -> bool:
    """Whether a finding holds a word, other than a title, that none of the identifiers in it covers."""
    from themes.privacy.pseudonyms import parts  # noqa: PLC0415 - not needed to open a project

    if any(is_replaced(source, one) for one in there):
        return False
    open_still = list(source.text[found.start : found.end])
    for one in there:
        for at in range(max(one.start, found.start), min(one.end, found.end)):
            open_still[at - found.start] = " "
    return bool(parts("".join(open_still)))


def _view(source: Transcript, identifier: Identifier, n_same: int) -> IdentifierView:
    start, end = identifier.start, identifier.end
    return IdentifierView(
        identifier=identifier,
        words=source.text[start:end],
        before=source.text[max(0, start - _AROUND) : start],
        after=source.text[end : end + _AROUND],
        n_same=n_same,
        replaced=is_replaced(source, identifier),
    )
