"""How often each code was given, by each way of counting."""

from __future__ import annotations

from dataclasses import dataclass

from themes.compare.counts.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often one code was given.

    Attributes:
        code_id: The code.
        n_codings: Codings: what two coders coded alike is two.
        n_quotations: Places: what they coded alike is one.
        n_participants: People who say one of them, as one voice.
        n_transcripts: Transcripts that hold one.
        n_words: Words in them, each word once where they overlap.
        passages: The quotations, in the order of the text.
    """

    code_id: str
    n_codings: int
    n_quotations: int
    n_participants: int
    n_transcripts: int
    n_words: int
    passages: tuple[Passage, ...]
