"""From transcripts to proposed candidates, as one function that a worker process can run too.

Facts and known vectors go in, new vectors and a proposal come out; nothing here knows the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Member, Transcript
from themes.project.encoding import Known, OnProgress, OnVectors, encode, encoder_of
from themes.project.guided import Start, guidance

if TYPE_CHECKING:
    from themes.discover import Proposed

_CUT, _ENCODED = 0.02, 0.68  # shares of the time of a cold run of 2,000 segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What a discovery found: every segment placed or unplaced, and the candidates, best first.

    ``codes``: the ids of the codes that it started from; a candidate that stands for one says which by its place.
    """

    model: str
    parameters: tuple[tuple[str, str], ...]
    members: tuple[Member, ...]
    candidates: tuple[Proposed, ...]
    codes: tuple[str, ...] = ()

    def code_of(self, candidate: Proposed) -> str | None:
        """The id of the code of which a candidate proposes more."""
        at = candidate.stands_for
        return self.codes[at] if at is not None and at < len(self.codes) else None


def discover(
    transcripts: Sequence[Transcript],
    *,
    known: Known,
    engine: str = "consensus",
    seed: int = 1,
    model: str | Path | None = None,
    drop_words: frozenset[str] = frozenset(),
    start: Start | None = None,
    on_progress: OnProgress | None = None,
    on_vectors: OnVectors | None = None,
) -> Discovered:
    """Propose candidate themes for transcripts; see ``Project.discover``.

    Raises:
        Refused: There is too little text, or no such engine.
    """
    from themes.discover import propose  # noqa: PLC0415 - not needed to open a project

    if not transcripts:
        message = "There is no transcript yet. Add some, then look for candidate themes."
        raise Refused(message)
    say = on_progress or (lambda _share, _what: None)
    say(0.0, "cutting the transcripts into segments")
    if engine == "consensus":
        encoder_of(model)  # first: it may import torch, which looks absent for a moment while spaCy is loaded
        _begin_to_load_english()
    encoded = encode(
        transcripts,
        extra=start.words_in(transcripts) if start else (),
        known=known,
        model=model,
        on_progress=lambda share, what: say(_CUT + share * _ENCODED, what),
        on_vectors=on_vectors,
    )
    grouped = _CUT + _ENCODED
    proposal = propose(
        encoded.segments,
        encoded.words,
        encoded.vectors,
        engine=engine,
        seed=seed,
        drop_words=drop_words,
        guidance=guidance(start, encoded, transcripts) if start else None,
        on_progress=lambda share, what: say(grouped + share * (1 - grouped), what),
    )
    say(1.0, "keeping what was found")
    return Discovered(
        model=encoded.model,
        parameters=proposal.parameters,
        members=proposal.members,
        candidates=proposal.candidates,
        codes=tuple(code.id for code in start.decisions.codes[: start.n_codes]) if start else (),
    )


def _begin_to_load_english() -> None:
    """Load what names are parsed with while the segments are encoded: grouping then has the computer to itself."""
    from themes.discover import grammar  # noqa: PLC0415 - as above

    beside = ThreadPoolExecutor(max_workers=1)
    beside.submit(grammar.load)  # what goes wrong there goes wrong again where it is needed, and is said then
    beside.shutdown(wait=False)
