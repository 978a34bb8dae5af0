"""Who was heard: cases, what is known of them, and what they have allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CaseKind = Literal["participant", "site", "group"]
AttributeType = Literal["text", "choice", "number", "date"]
ConsentedUse = Literal["quote", "paraphrase", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A typed property that cases can have, such as "role".

    ``choices`` are the values that a choice can have, lowest first where they are ``ordered``, as a Likert item's are.
    """

    id: str
    name: str
    type: AttributeType = "text"
    position: int = 0
    choices: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Who or what is compared: a participant, a site or a group.

    ``values`` pairs attribute ids with values, each written as text in the attribute's type.
    """

    id: str
    label: str
    kind: CaseKind = "participant"
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A link between two cases: this participant works at that site."""

    id: str
    case_id: str
    other_id: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a case has allowed to be done with their words; its id is the case's.

    ``use`` says whether they may be quoted, only paraphrased, or not used; ``until`` is the last day (ISO 8601), empty
    for no end.
    """

    id: str
    use: ConsentedUse = "quote"
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A participant who withdrew, and whose words left the study for good; its id is that of the case that they were.

    Attributes:
        coder_id: Who did it.
        label: What they were called here ("P09"); "a participant" where that could be a name.
        at: When, UTC.
        transcript_ids: The transcripts of theirs alone, which went whole.
        shared_ids: Those in which others speak too, and in which their turns are marked as withdrawn.
        sources: What held their words, so that it is not taken in again unawares: the files, by SHA-256, and stretches
            of their words as salted digests ("words:…"; ``themes.project.withdrawal.again``).
        n_turns: How many turns of theirs went.
        n_words: How many words.
        n_quotations: How many quotations of them.
        n_codings: How many codings of these.
    """

    id: str
    coder_id: str
    label: str
    at: str
    transcript_ids: tuple[str, ...] = ()
    shared_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    n_turns: int = 0
    n_words: int = 0
    n_quotations: int = 0
    n_codings: int = 0
