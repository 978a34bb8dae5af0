"""A small study with a fact of every kind, and project files that hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from themes.model import (
    Asking,
    Assignment,
    Attribute,
    Belonging,
    Candidate,
    Case,
    CaseLink,
    Clash,
    Code,
    Coder,
    Coding,
    Consent,
    Decision,
    Displaced,
    Dropped,
    Fact,
    FrozenSet,
    FrozenSuggestion,
    FrozenTranscript,
    GuideQuestion,
    Identifier,
    LookedAt,
    Member,
    Memo,
    Query,
    Quotation,
    Reading,
    ReportText,
    Review,
    Run,
    Settlement,
    Speaker,
    Study,
    Suggestion,
    Summary,
    Theme,
    Transcript,
    Turn,
    Withdrawal,
)
from themes.operations import Step, added, new_id, now
from themes.store import Store

SOURCE = b"Interviewer: What helped?\nP: The board turned up \xf0\x9f\x98\x80, every month."
TEXT = "What helped?\nThe board turned up 😀, every month.\nNobody asked the night shift."


@pytest.fixture
def step() -> Callable[..., Step]:
    """Makes a step of a coder."""

    def make(verb: str = "do", *, coder_id: str = "coder", undoes: str | None = None) -> Step:
        return Step(id=new_id(), verb=verb, coder_id=coder_id, at=now(), undoes=undoes)

    return make


@pytest.fixture
def begin(step: Callable[..., Step]) -> Callable[[Path], Store]:
    """Makes a new project file at a path."""
    first = [added(Study(id="study", title="Peer support")), added(Coder(id="coder", name="AB"))]
    return lambda path: Store.create(path, step("create project"), first)


@pytest.fixture
def new(tmp_path: Path, begin: Callable[[Path], Store]) -> Iterator[Store]:
    """A new project, open for writing."""
    with begin(tmp_path / "study.themes") as store:
        yield store


@pytest.fixture
def transcript() -> Transcript:
    """An interview of three turns, with a character outside the basic plane and times on one turn."""
    return Transcript(
        id="transcript",
        title="Interview 2",
        kind="interview",
        text=TEXT,
        turns=(
            Turn(start=0, end=12, speaker=0, start_seconds=1.5, end_seconds=3.25),
            Turn(start=13, end=48, speaker=1),
            Turn(start=49, end=len(TEXT), speaker=None, kind="note"),
        ),
        speakers=(
            Speaker(label="Interviewer", role="interviewer"),
            Speaker(label="P", role="participant", case_id="case"),
        ),
        format="txt",
        layout="label: words",
        source_name="2.txt",
        source_sha256=hashlib.sha256(SOURCE).hexdigest(),
        seconds=61.0,
        dropped=(Dropped(what="time stamps", count=2, why="kept as times", examples=("00:01",)),),
        notices=("One voice has no label.",),
    )


@pytest.fixture
def sample(transcript: Transcript) -> list[Fact]:
    """Facts of every kind but study and coder, each naming only those before it."""
    words = TEXT[17:31]
    return [
        Attribute(
            id="attribute", name="role", type="choice", position=1, choices=("member", "chair"), ordered=True
        ),
        Case(id="site", label="Site 1", kind="site"),
        Case(id="case", label="P01", values=(("attribute", "chair"),)),
        CaseLink(id="link", case_id="case", other_id="site", relation="works at"),
        transcript,
        Code(id="parent", name="Leadership", typical=("The chair opened it.",), not_this=("We had a chair.",)),
        Code(id="code", name="Board engagement", definition="The board “turns up”.", parent_id="parent", position=1),
        Quotation(id="quotation", transcript_id="transcript", coder_id="coder", start=17, end=31, words=words),
        Run(
            id="run",
            engine="consensus",
            model="mini",
            seed=1,
            parameters=(("k", "15"),),
            coder_id="coder",
            at=now(),
            members=(Member(transcript_id="transcript", start=13, end=48, case_id="case", rank=1, strength=0.1),),
        ),
        Candidate(
            id="candidate", run_id="run", rank=1, name="board", phrases=("the board",), key_words=("board", "month"),
            n_segments=1, n_cases=1, stability=0.8,
        ),
        Decision(id="candidate", outcome="accepted", name="Board", code_id="code"),
        Belonging(
            id="belonging", run_id="run", transcript_id="transcript", start=13, end=48, candidate_id="candidate"
        ),
        Suggestion(
            id="suggestion", code_id="code", transcript_id="transcript", start=49, end=60, similarity=0.7,
            probability=0.625, because=("like what P01 said",),
        ),
        Coding(
            id="coding", quotation_id="quotation", code_id="code", coder_id="coder", how="accepted", valence="enabler",
            candidate_id="candidate", suggestion_id="suggestion", codebook_version=1, unread=True, at=now(),
        ),
        LookedAt(id="looked", transcript_id="transcript", coder_id="coder", code_id="code"),
        Reading(id="reading", transcript_id="transcript", coder_id="coder"),
        Theme(id="theme", name="Boards", statement="Boards that turn up carry it.", code_ids=("code", "parent")),
        Memo(id="memo", about="code", about_id="code", coder_id="coder", text="Split it?", at=now()),
        Settlement(id="memo", transcript_id="transcript", code_id="code", start=13, end=48),
        Summary(
            id="summary", row="case", row_id="case", column="theme", column_id="theme", coder_id="coder",
            text="They turn up [[q:quotation]].", draft=True, at=now(),
        ),
        ReportText(
            id="text", part="heard theme", text="All six.", beneath="Six of six.", coder_id="coder", at=now()
        ),
        Clash(
            id="clash", kind="changed in both", entity="code", subject_id="code", first='{"name": "Board"}',
            second='{"name": "Boards"}', first_by="coder", second_by="coder", first_at=now(), second_at=now(),
            transcript_id="transcript",
        ),
        Assignment(id="assignment", transcript_id="transcript", coder_id="coder", drawn="4 of 12, seed 7"),
        FrozenSet(
            id="frozen", coder_id="coder", at=now(), model="mini", code_ids=("code",), coding_ids=("coding",),
            refused_ids=("suggestion",),
        ),
        FrozenTranscript(
            id="frozen transcript", frozen_id="frozen", transcript_id="transcript", n_codings=1,
            suggestions=(FrozenSuggestion(code_id="code", start=13, end=48, probability=0.5),),
        ),
        Query(id="query", name="Chairs", expression="code", coder_id="coder", memo="For the report", at=now()),
        Consent(id="case", use="paraphrase", until="2027-01-31"),
        Withdrawal(
            id="gone", coder_id="coder", label="P09", at=now(), transcript_ids=("theirs",), shared_ids=("transcript",),
            sources=("0" * 64,), n_turns=4, n_words=41, n_quotations=7, n_codings=8,
        ),
        GuideQuestion(id="question", text="How did the board take part?", number="2b", position=3),
        Asking(
            id="asking", question_id="question", transcript_id="transcript", start=0, end=12, state="confirmed",
            similarity=0.5,
        ),
        Identifier(
            id="identifier", transcript_id="transcript", start=13, end=20, kind="person", why="on the list of names",
            state="accepted", pseudonym="[P01]",
        ),
        Review(
            id="transcript", state="second reader", first_reader="coder", second_reader="coder", sample=((13, 48),),
            n_present=2, n_found=1,
        ),
        Displaced(
            id="displaced", transcript_id="transcript", coder_id="coder", start=13, end=20, words="The old",
            code_ids=("code",),
        ),
    ]  # fmt: skip


@pytest.fixture
def filled(new: Store, sample: list[Fact], step: Callable[..., Step]) -> Store:
    """A project with a fact of every kind."""
    new.write(step("fill"), [added(fact) for fact in sample], sources={hashlib.sha256(SOURCE).hexdigest(): SOURCE})
    return new
