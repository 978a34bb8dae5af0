"""Who is to code which transcript, so that two do so apart from each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A coder is to code a transcript; ``done`` says that they have said so.

    ``drawn`` says how the transcript was chosen, in words, where it was drawn at random ("4 of 12, seed 7").
    """

    id: str
    transcript_id: str
    coder_id: str
    done: bool = False
    drawn: str = ""
