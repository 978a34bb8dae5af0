"""From transcripts to proposed candidates, as one function that a worker process can run too.

Facts and known vectors go in, new vectors and a proposal come out; nothing here knows the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Member, Segment, Transcript

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover import Proposed
    from themes.discover.embed import Encoder
    from themes.project.guided import Start

    Vectors = NDArray[np.float32]

Known = Callable[[str, Sequence[str]], Mapping[str, "Vectors"]]
"""Asked for the stored vectors of an encoder, by its name and the keys of the texts; each has shape (d,)."""

OnVectors = Callable[[str, Sequence[str], "Vectors"], None]
"""Told an encoder's name, keys and new vectors of shape (n, d), as they come."""

OnProgress = Callable[[float, str], None]

_BATCH = 512  # segments between two hand-overs of vectors: a killed run loses at most these; 32 encode a third slower


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """Segments with a vector each, and vectors of extra texts; shapes (n, d) and (m, d)."""

    model: str
    segments: tuple[Segment, ...]
    words: tuple[str, ...]
    vectors: Vectors
    extra: Vectors


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


def digest_of(words: str) -> str:
    """The key under which a text's vector is kept: 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def encode(
    transcripts: Sequence[Transcript],
    *,
    extra: Sequence[str] = (),
    known: Known,
    model: str | Path | None = None,
    on_progress: OnProgress | None = None,
    on_vectors: OnVectors | None = None,
) -> Encoded:
    """Cut transcripts into segments and give each a vector, computing only those that are not known.

    Args:
        transcripts: What is cut.
        extra: Further texts to encode (definitions, quotations).
        known: Asked which vectors are stored already.
        model: A folder of a sentence-transformers model, or None for the encoder that comes with Themes.
        on_progress: Called with the share done and what is being done.
        on_vectors: Told the new ones.
    """
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    segments, words = _cut(transcripts)
    encoder = _encoder(model)
    keys = [digest_of(text) for text in (*words, *extra)]
    by_key = dict(zip(keys, (*words, *extra), strict=True))
    vectors: dict[str, Vectors] = dict(known(encoder.name, list(by_key)))
    missing = [key for key in by_key if key not in vectors]
    say = on_progress or (lambda _share, _what: None)
    for first in range(0, len(missing), _BATCH):
        batch = missing[first : first + _BATCH]
        new = encoder.encode(
            [by_key[key] for key in batch],
            on_progress=lambda n_done, _n, first=first: say(  # type: ignore[misc]
                (first + n_done) / len(missing), f"encoding {first + n_done:,} of {len(missing):,} segments"
            ),
        )
        # Rounded as the store keeps them, so that a first run and one from stored vectors see the same numbers.
        new = new.astype(np.float16).astype(np.float32)
        vectors.update(zip(batch, new, strict=True))
        if on_vectors:
            on_vectors(encoder.name, batch, new)
    stacked = np.stack([vectors[key] for key in keys]) if keys else np.zeros((0, encoder.dimensions), np.float32)
    return Encoded(
        model=encoder.name,
        segments=tuple(segments),
        words=tuple(words),
        vectors=stacked[: len(words)],
        extra=stacked[len(words) :],
    )


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
    from themes.discover import propose  # noqa: PLC0415 - as above
    from themes.project.guided import guidance  # noqa: PLC0415 - it stands on this module

    if not transcripts:
        message = "There is no transcript yet. Add some, then look for candidate themes."
        raise Refused(message)
    say = on_progress or (lambda _share, _what: None)
    say(0.0, "cutting the transcripts into segments")
    if engine == "consensus":
        _encoder(model)  # first: it may import torch, which looks absent for a moment while spaCy is loaded
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


_CUT, _ENCODED = 0.02, 0.68  # shares of the time of a cold run of 2,000 segments


def _cut(transcripts: Sequence[Transcript]) -> tuple[list[Segment], list[str]]:
    segments: list[Segment] = []
    words: list[str] = []
    for transcript in transcripts:
        its, their_words = _cut_once(transcript)
        segments += its
        words += their_words
    return segments, words


@lru_cache(maxsize=512)
def _cut_once(transcript: Transcript) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """A transcript's segments and their words; every decision on a suggestion asks for those of all transcripts."""
    from themes.discover.segments import cut  # noqa: PLC0415 - as above

    segments = tuple(cut(transcript))
    return segments, tuple(transcript.text[segment.start : segment.end] for segment in segments)


def encoder_name(model: str | Path | None = None) -> str:
    """The encoder's name with its build, as vectors are kept under it."""
    return _encoder(model).name


@lru_cache(maxsize=2)
def _encoder(model: str | Path | None) -> Encoder:
    """The encoder, loaded once in a process: checking and loading it takes half a second."""
    from themes.discover.embed import load_encoder  # noqa: PLC0415 - as above

    return load_encoder(None if model is None else Path(model))
