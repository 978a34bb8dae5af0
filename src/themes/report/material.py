"""What a report is made from: the facts of a project, gathered by its owner and handed over whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from themes.model import (
    Asking,
    Candidate,
    Case,
    Code,
    Coder,
    Coding,
    Consent,
    Decision,
    GuideQuestion,
    LookedAt,
    Quotation,
    ReportText,
    Run,
    Study,
    Summary,
    Theme,
    Transcript,
    Withdrawal,
)
from themes.report.cells import CellsShown
from themes.report.initials import initials
from themes.report.whose import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTwice:
    """What several coders coded of the same: how far they agree, and what was settled where they did not.

    ``coder_ids`` are theirs; ``apart`` says whether none saw the others' codings before all were done; ``agreement``
    is the measure with its interval and n, in words, ``unit`` what was compared; ``n_settled`` counts decisions,
    ``n_reasons`` those with a reason. The measure leaves out ``left_out``: codes by their paths, each with the
    number of transcripts in which too few are known to have looked for it; and ``n_outside`` codings that touch no
    unit.
    """

    coder_ids: tuple[str, ...]
    apart: bool
    n_transcripts: int
    agreement: str
    unit: str
    n_settled: int
    n_reasons: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    n_outside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The facts behind a report.

    ``codes`` and ``themes`` are in the codebook's order, parents before their children.
    ``attributions`` say by case id how a case is named beside a quotation ("P07, acute trust chair");
    ``attribute_values`` hold, by case id, names and values of attributes, ``attributes`` their order;
    ``n_steps`` counts the log's steps by their verb; ``method`` is the declared method in one sentence.
    ``today`` is the day on which consent is asked for, none where it is not; ``n_unreleased`` counts the transcripts in
    which names may still stand, ``n_apart`` those that people are still coding apart. ``where`` says in words what part
    of the study this is, empty for all of it, ``filtered`` the same as conditions are written, one a line, and
    ``counted`` are then the cases that N counts.
    ``file_name`` is the project's. ``consensus_id`` is the coder under whose name decisions on disagreements stand,
    empty where there is none; ``twice`` says what several coded of the same; ``written`` is what
    authors wrote in the report, ``summaries`` in the cells of the matrix.
    ``uncounted`` says why the method claims nothing of how many say something, empty where it does not.
    ``unit`` says which unit is coded whole, empty where passages of any length are;
    ``template`` which versions the codebook went through, where the method asks.
    ``cells`` says which cells of the matrix the report shows.
    ``standing`` says whose codings count; ``codings`` are then these alone, and ``given`` all that anybody gave, None
    where everyone's count. ``withdrawals`` are those who withdrew, the first one first.
    ``guide`` is the topic guide, ``askings`` where its questions are asked.
    """

    study: Study
    method: str = ""
    version: str = ""
    coders: tuple[Coder, ...] = ()
    cases: tuple[Case, ...] = ()
    attributes: tuple[str, ...] = ()
    attributions: Mapping[str, str] = field(default_factory=dict)
    attribute_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    transcripts: tuple[Transcript, ...] = ()
    codes: tuple[Code, ...] = ()
    code_paths: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Coding, ...] = ()
    looked_at: tuple[LookedAt, ...] = ()
    runs: tuple[Run, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decisions: tuple[Decision, ...] = ()
    n_steps: Mapping[str, int] = field(default_factory=dict)
    codebook_version: int = 0
    consents: tuple[Consent, ...] = ()
    where: str = ""
    filtered: str = ""
    file_name: str = ""
    counted: frozenset[str] | None = None
    today: date | None = None
    n_unreleased: int = 0
    n_apart: int = 0
    consensus_id: str = ""
    twice: CodedTwice | None = None
    written: tuple[ReportText, ...] = ()
    summaries: tuple[Summary, ...] = ()
    uncounted: str = ""
    unit: str = ""
    template: str = ""
    cells: CellsShown = field(default_factory=CellsShown)
    standing: Standing = field(default_factory=Standing)
    given: tuple[Coding, ...] | None = None
    withdrawals: tuple[Withdrawal, ...] = ()
    guide: tuple[GuideQuestion, ...] = ()
    askings: tuple[Asking, ...] = ()

    @property
    def people(self) -> tuple[Coder, ...]:
        """The coders who are people: all but the consensus."""
        return tuple(coder for coder in self.coders if coder.id != self.consensus_id)

    @property
    def own_codings(self) -> tuple[Coding, ...]:
        """What coders gave, whether it counts or not: nothing of the consensus, which repeats or settles it."""
        every = self.codings if self.given is None else self.given
        return tuple(coding for coding in every if coding.coder_id != self.consensus_id)

    @property
    def told_codings(self) -> tuple[Coding, ...]:
        """What is counted as given: where everyone's count, no coding of the consensus, which would repeat theirs."""
        return self.own_codings if self.given is None else self.codings

    @property
    def called(self) -> dict[str, str]:
        """What a report calls each coder, by id: initials, so that it prints nobody's name."""
        names = dict(zip([one.id for one in self.people], initials([one.name for one in self.people]), strict=True))
        return {**names, **({self.consensus_id: "the consensus"} if self.consensus_id else {})}

    @property
    def whose_sentence(self) -> str:
        """Whose codings count, in words; empty where they are everyone's and nothing was settled."""
        return self.standing.sentence(self.called)

    @property
    def whose_note(self) -> str:
        """The same in a few words."""
        return self.standing.note(self.called)
