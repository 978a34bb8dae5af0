"""Segments with a vector each, of which only those are computed that nobody keeps yet.

Facts and known vectors go in, new vectors come out; nothing here knows the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from themes.model import Segment, Transcript

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover.embed import Encoder

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
    encoder = encoder_of(model)
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
    return encoder_of(model).name


@lru_cache(maxsize=2)
def encoder_of(model: str | Path | None) -> Encoder:
    """The encoder, loaded once in a process: checking and loading it takes half a second."""
    from themes.discover.embed import load_encoder  # noqa: PLC0415 - as above

    return load_encoder(None if model is None else Path(model))
