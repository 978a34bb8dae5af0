"""Verbs that propose candidate themes, and keep what was proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from themes.errors import Refused
from themes.model import Candidate, Case, Code, Decision, Identifier, Run
from themes.operations import added, new_id, now
from themes.privacy import given_names
from themes.project.base import one_moment, whole
from themes.project.candidate_views import CandidateViews
from themes.project.discovery import Discovered, discover
from themes.project.guided import Start, joined, with_candidates
from themes.project.records import Discovery
from themes.project.what_became import GOES_ON, between
from themes.text import words


class DiscoverVerbs(CandidateViews):
    """Propose candidate themes."""

    def discover(
        self,
        *,
        guided: bool = False,
        afresh: bool = False,
        engine: str = "consensus",
        seed: int = 1,
        model: str | Path | None = None,
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Discovery:
        """Propose candidate themes from what the participants said; here, in this process.

        Segments that came since the discovery before join the candidates that stood, where they are like them.
        Decisions stay where they were made: ``decided_before`` shows them beside.

        Args:
            guided: Start from the codebook and from what people decided: codes draw what is like their definitions
                and quotations first, and each candidate that was accepted, merged, split or rejected bends the rest.
            afresh: Leave aside what stood in the discovery before.
            engine: "consensus" (ours) or "bertopic" (needs the extra ``topics``).
            seed: The same input and seed give the same candidates.
            model: A folder of a sentence-transformers model; the encoder that comes with Themes where not given.
            on_progress: Called with the share done (0 to 1) and what is being done.

        Raises:
            Refused: There is too little text, or nothing to be guided by.
            ModelError: The encoder cannot be loaded.
            MissingExtra: The engine or model needs an extra that is not installed.
        """
        found = discover(
            self.transcripts(),
            known=self._store.known_vectors,
            engine=engine,
            seed=seed,
            model=model,
            drop_words=self._labels(),
            start=self._starting_point(guided=guided, afresh=afresh, engine=engine, seed=seed),
            on_progress=on_progress,
            on_vectors=self._store.save_vectors,
        )
        return self._keep_run(found, engine=engine, seed=seed)

    @one_moment
    def _starting_point(self, *, guided: bool, afresh: bool, engine: str, seed: int) -> Start | None:
        """What a discovery starts from: what people decided where it is guided, and the one before it."""
        if guided and engine != "consensus":
            raise Refused(f"The engine {engine} cannot be guided. Nothing was changed.")
        start = Start()
        if guided:
            decisions = self._decisions()
            texts = {transcript.id: transcript.text for transcript in self.transcripts()}
            everything = with_candidates(decisions, [(run, self.candidates(run)) for run in self.runs()], texts)
            if not everything.codes:
                raise Refused(_NOTHING_TO_BE_GUIDED_BY)
            start = Start(decisions=everything, n_codes=len(decisions.codes))
        last = self.latest_run()
        if last is None or afresh or engine != "consensus" or (last.engine, last.seed) != (engine, seed):
            return start if guided else None
        return replace(start, stood=last.members, stood_joined=not guided and joined(last), model=last.model)

    @whole
    def _keep_run(self, found: Discovered, *, engine: str, seed: int) -> Discovery:
        """Write a run with its candidates as one step."""
        last = self.latest_run()
        as_found = self._store.fact(Run, last.id) if last else None
        if (
            last
            and as_found
            and _same(as_found, found, engine=engine, seed=seed)
            and self._labels().isdisjoint(self._held(last))
        ):
            # The same texts give the same candidates: what was decided about them stays beside them.
            return Discovery(run=last, candidates=tuple(self.candidates(last)))
        run = Run(
            id=new_id(),
            engine=engine,
            model=found.model,
            seed=seed,
            parameters=found.parameters,
            coder_id=self._coder.id,
            at=now(),
            members=found.members,
        )
        names = self._names_kept(last, found)
        candidates = [
            Candidate(
                id=new_id(),
                run_id=run.id,
                rank=proposed.rank,
                name=names.get(proposed.rank, proposed.name),
                phrases=proposed.phrases,
                key_words=proposed.key_words,
                n_segments=proposed.n_segments,
                n_cases=proposed.n_cases,
                stability=proposed.stability,
            )
            for proposed in found.candidates
        ]
        codes, before = self._store.ids(Code), self._stood_for(last, found)
        standing = [
            Decision(id=candidate.id, code_id=code_id)
            for candidate, proposed in zip(candidates, found.candidates, strict=True)
            if (code_id := found.code_of(proposed) or before.get(proposed.rank)) in codes
        ]
        self._step(
            "find candidate themes", [added(run), *map(added, candidates), *map(added, standing)], subject=run.id
        )
        return Discovery(run=run, candidates=tuple(self.candidates(run)))

    def _stood_for(self, last: Run | None, found: Discovered) -> dict[int, str]:
        """The codes of which candidates that go on proposed more before, by the rank that they have now."""
        if last is None:
            return {}
        stood = {view.candidate.rank: view.stands_for.id for view in self.candidates(last) if view.stands_for}
        return {
            change.rank: stood[change.before[0]]
            for change in (between(last.members, found.members) if stood else ())
            if change.rank is not None and change.became in GOES_ON and change.before[0] in stood
        }

    def _names_kept(self, last: Run | None, found: Discovered) -> dict[int, str]:
        """The names of candidates of the discovery before that go on, by the rank that they have now."""
        if last is None:
            return {}
        labels = self._labels()
        before = {one.rank: one.name for one in self._store.facts(Candidate, run_id=last.id)}
        names: dict[int, str] = {}
        for change in between(last.members, found.members):
            if change.became in GOES_ON and change.rank is not None:
                name = before[change.before[0]]
                # A name found since must not go on standing there, and no name stands twice.
                if name not in names.values() and labels.isdisjoint(word.casefold() for word in words(name)):
                    names[change.rank] = name
        own = {one.name for one in found.candidates if one.rank not in names}
        return {rank: name for rank, name in names.items() if name not in own}

    def _labels(self) -> frozenset[str]:
        """Words that must not name a candidate: first names, labels of cases and speakers, people and places found."""
        labels = [case.label for case in self._store.facts(Case)]
        labels += [speaker.label for transcript in self.transcripts() for speaker in transcript.speakers]
        texts = {transcript.id: transcript.text for transcript in self.transcripts()}
        labels += [word for one in self._store.facts(Identifier) for word in _name_in(one, texts[one.transcript_id])]
        return given_names() | {word.casefold() for label in labels for word in label.split()}

    def _held(self, run: Run) -> set[str]:
        """The words that a run's candidates are shown with: a name found since must not go on standing there."""
        shown = [one.candidate for one in self.candidates(run)]
        return {
            word.casefold()
            for one in shown
            for text in (one.name, *one.phrases, *one.key_words)
            for word in words(text)
        }


_NOTHING_TO_BE_GUIDED_BY = (
    "There is nothing to be guided by yet. Nothing was changed. Add a code with a definition, code a passage, or "
    "decide on a candidate theme first."
)


def _name_in(found: Identifier, text: str) -> list[str]:
    """The words of a person or a place in a transcript's text, unless it was decided that they may stand.

    Of a place only what its speakers never write in small letters: a study may well be about clinics.
    """
    held = text[found.start : found.end].split() if found.state != "kept" else []
    if found.kind == "person":
        return held
    return [word for word in held if found.kind == "place" and f" {word.lower()} " not in text]


def _same(run: Run, found: Discovered, *, engine: str, seed: int) -> bool:
    """Whether a discovery found what a run holds already."""
    return (run.engine, run.seed, run.model, run.parameters, run.members) == (
        engine,
        seed,
        found.model,
        found.parameters,
        found.members,
    )
