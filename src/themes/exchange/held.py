"""What another tool's project holds beside texts, codes and coded passages, and how its positions count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from themes.model import AttributeType, CaseKind

CodePath = tuple[str, ...]
"""The names of a code's ancestors, the highest first, and its own."""

HeldAbout = Literal["study", "transcript", "case", "code", "theme"]
Sureness = Literal["by words", "sure", "likely", "unsure"]
"""How sure it is how positions count: stored words say so, words begin and end there, it is likelier, or it may be
otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAttribute:
    """A property that cases have there."""

    name: str
    type: AttributeType = "text"
    choices: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """A case there; ``values`` pairs names of attributes with values, ``texts`` names those in which it is heard.

    ``kind`` is None where the file does not say.
    """

    label: str
    kind: CaseKind | None = None
    values: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLink:
    """How one case stands to another, by their labels."""

    label: str
    other: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTheme:
    """A set of codes there; ``parent`` is the name of another, empty for none."""

    name: str
    statement: str = ""
    central_idea: str = ""
    codes: tuple[CodePath, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note on a passage; ``coder`` and ``at`` are empty where the file does not say."""

    text: str
    coder: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMemo:
    """A note on anything but a passage: on what, by its name, or by its path where it is a code.

    ``loose`` says that nothing in the file refers to it: what another note says too is then said once.
    """

    about: HeldAbout
    text: str
    name: str = ""
    path: CodePath = ()
    coder: str = ""
    at: str = ""
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way of counting that was tried: in words, under which name a person can choose it, how many passages fit."""

    name: str
    words: str
    n_fit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How positions in the texts of a file were found to count.

    Of ``n_looked_at`` passages ``way.n_fit`` begin and end where words do; of ``n_with_words`` whose words the file
    stores too, ``n_same_words`` stand there. ``others`` are the next likely ways that would place passages elsewhere.
    ``apart`` names texts in which positions count otherwise than in the rest, ``refused`` those that no way fits.
    ``elsewhere`` are passages, by text and number, whose stored words stand at another place of their text.
    """

    way: Way
    sure: Sureness
    n_looked_at: int
    n_with_words: int = 0
    n_same_words: int = 0
    others: tuple[Way, ...] = ()
    apart: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
