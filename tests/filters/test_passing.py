"""What passes a filter: cases, ranges, places and codings."""

from __future__ import annotations

import pytest

from themes.errors import Refused
from themes.filters import Ground, Passing, as_filter
from themes.model import (
    Asking,
    Attribute,
    Case,
    CaseLink,
    Code,
    Coder,
    Coding,
    GuideQuestion,
    Quotation,
    Span,
    Speaker,
    Transcript,
    TranscriptKind,
    Turn,
)

ASKING = Speaker(label="I", role="interviewer")


def _transcript(
    name: str, spoken: list[tuple[int, str]], cases: list[str], kind: TranscriptKind = "interview"
) -> Transcript:
    turns, start = [], 0
    for speaker, words in spoken:
        turns.append(Turn(start=start, end=start + len(words), speaker=speaker))
        start += len(words) + 1
    speakers = (ASKING, *(Speaker(label=case, role="participant", case_id=case) for case in cases))
    return Transcript(
        id=name, title=name.upper(), kind=kind, text="\n".join(words for _, words in spoken), turns=tuple(turns),
        speakers=speakers, format="txt", layout="inline", source_name=f"{name}.txt", source_sha256=name,
    )  # fmt: skip


CHAIR = _transcript("t1", [(0, "The board?"), (1, "We turned up."), (0, "Money?"), (1, "There was none.")], ["p1"])
GROUP = _transcript(
    "t2", [(0, "The board?"), (1, "Never saw it."), (2, "Once."), (0, "Money?"), (2, "For a trolley.")], ["p2", "p3"],
    kind="focus group",
)  # fmt: skip
VALUES = {
    "p1": {"role": "chair", "phase": "3", "since": "2023-10-09", "band": "high"},
    "p2": {"role": "nurse", "phase": "1", "since": "2024-02-08", "band": "low"},
    "p3": {"role": "nurse", "phase": "n/a"},
}


def _asked(transcript: Transcript, turn: int, question: str) -> Asking:
    place = transcript.turns[turn]
    return Asking(
        id=f"{transcript.id} {turn}", question_id=question, transcript_id=transcript.id, start=place.start,
        end=place.end, state="confirmed",
    )  # fmt: skip


def _quotation(transcript: Transcript, words: str, coder: str = "ab") -> Quotation:
    start = transcript.text.index(words)
    return Quotation(
        id=words, transcript_id=transcript.id, coder_id=coder, start=start, end=start + len(words), words=words
    )


QUOTATIONS = (_quotation(CHAIR, "turned up"), _quotation(CHAIR, "none"), _quotation(GROUP, "Never saw it", "cd"))
GROUND = Ground(
    transcripts=(CHAIR, GROUP),
    attributes=(
        Attribute(id="role", name="role"),
        Attribute(id="phase", name="programme phase", type="number"),
        Attribute(id="since", name="since", type="date"),
        Attribute(id="band", name="band", type="choice", choices=("low", "middle", "high"), ordered=True),
    ),
    cases=(
        *(Case(id=one, label=one.upper(), values=tuple(values.items())) for one, values in VALUES.items()),
        Case(id="s1", label="Harrowmere", kind="site"),
        Case(id="s2", label="Wexcombe", kind="site"),
    ),
    links=(
        CaseLink(id="l1", case_id="p1", other_id="s1", relation="works at"),
        CaseLink(id="l2", case_id="p2", other_id="s1", relation="knows"),
        CaseLink(id="l3", case_id="p3", other_id="s2", relation="works at"),
    ),
    questions=(
        GuideQuestion(id="q1", text="How did the board take part?", number="1"),
        GuideQuestion(id="q2", text="What about money?", number="2", position=1),
        GuideQuestion(id="q2a", text="For what?", number="2a", position=2),
    ),
    askings=(_asked(CHAIR, 0, "q1"), _asked(CHAIR, 2, "q2"), _asked(GROUP, 0, "q1"), _asked(GROUP, 3, "q2a")),
    codes=(
        Code(id="board", name="Board"),
        Code(id="turning up", name="Turning up", parent_id="board"),
        Code(id="money", name="Money"),
    ),
    code_paths={"board": "Board", "turning up": "Board > Turning up", "money": "Money"},
    coders=(Coder(id="ab", name="AB"), Coder(id="cd", name="CD")),
    quotations=QUOTATIONS,
    codings=(
        Coding(id="k1", quotation_id="turned up", code_id="turning up", coder_id="ab"),
        Coding(id="k2", quotation_id="none", code_id="money", coder_id="ab"),
        Coding(id="k3", quotation_id="Never saw it", code_id="board", coder_id="cd"),
    ),
)


def _passing(*where: str) -> Passing:
    return Passing(as_filter(where), GROUND)


def _words(passing: Passing) -> list[str]:
    return [
        one.text[span.start : span.end].replace("\n", " / ") for one in (CHAIR, GROUP) for span in passing.spans(one)
    ]


def _codings(passing: Passing) -> list[str]:
    by_id = {quotation.id: quotation for quotation in QUOTATIONS}
    sources = {"t1": CHAIR, "t2": GROUP}
    return [
        one.id
        for one in GROUND.codings
        if passing.coding(one, by_id[one.quotation_id], sources[by_id[one.quotation_id].transcript_id])
    ]


def test_without_a_condition_everything_passes() -> None:
    assert [CHAIR.text.replace("\n", " / "), GROUP.text.replace("\n", " / ")] == _words(_passing())
    assert {"p1", "p2", "p3"} == _passing().heard()
    assert ["k1", "k2", "k3"] == _codings(_passing())


@pytest.mark.parametrize(
    ("where", "cases"),
    [
        ("role = chair", {"p1"}),
        ("ROLE = Chair|nurse", {"p1", "p2", "p3"}),
        ("role != chair", {"p2", "p3"}),
        ("programme phase >= 2", {"p1"}),
        ("programme phase = 1.0", {"p2"}),
        ("programme phase != 1", {"p1"}),
        ("programme phase < 2", {"p2"}),
        ("since = 2023", {"p1"}),
        ("since = 2024-02|2023-10", {"p1", "p2"}),
        ("since >= 2024", {"p2"}),
        ("since < 8/2/2024", {"p1"}),
        ("band >= middle", {"p1"}),
        ("band < high", {"p2"}),
        ("case = P2|p3", {"p2", "p3"}),
        ("case != P2", {"p1", "p3"}),
        ("case kind = participant", {"p1", "p2", "p3"}),
        ("linked = Harrowmere", {"p1", "p2"}),
        ("linked:works at = Harrowmere", {"p1"}),
        ("site = Wexcombe", {"p3"}),
        ("transcript = T1", {"p1"}),
        ("kind = focus group", {"p2", "p3"}),
        ("question = 2", {"p1", "p3"}),
        ("question = 2a", {"p3"}),
        ("question = what about money?", {"p1", "p3"}),
        ("question != 1", {"p1", "p3"}),
        ("code = Money", {"p1", "p2", "p3"}),
        ("coder = AB", {"p1", "p2", "p3"}),
    ],
)
def test_who_is_counted(where: str, cases: set[str]) -> None:
    assert cases == _passing(where).heard()


@pytest.mark.parametrize(
    ("where", "codings"),
    [
        ("role = chair", ["k1", "k2"]),
        ("role = nurse", ["k3"]),
        ("question = 1", ["k1", "k3"]),
        ("question = 2", ["k2"]),
        ("code = Board", ["k1", "k3"]),
        ("code = Board > Turning up", ["k1"]),
        ("code != Board", ["k2"]),
        ("coder = CD", ["k3"]),
        ("speaker = interviewer", []),
        ("kind = interview", ["k1", "k2"]),
    ],
)
def test_which_codings_pass(where: str, codings: list[str]) -> None:
    assert codings == _codings(_passing(where))


def test_conditions_must_all_hold() -> None:
    assert ["k1"] == _codings(_passing("role = chair", "question = 1"))
    assert [] == _codings(_passing("role = chair", "role = nurse"))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (("role = nurse", "question = 1"), ["Never saw it.", "Once."]),
        (("question = 2a",), ["Money? / For a trolley."]),
        (("speaker = interviewer",), ["The board?", "Money?", "The board?", "Money?"]),
        (("code = Board",), ["turned up", "Never saw it"]),
        (("coder = AB", "question = 2"), ["none"]),
    ],
)
def test_which_ranges_pass(where: tuple[str, ...], words: list[str]) -> None:
    assert words == _words(_passing(*where))


def test_a_quotation_over_two_answers_belongs_where_most_of_it_lies() -> None:
    start, end = CHAIR.text.index("up."), CHAIR.text.index("There was none") + len("There was none")
    assert not _passing("question = 1").place(CHAIR, start, end)
    assert _passing("question = 2").place(CHAIR, start, end)


def test_a_place_passes_a_code_where_it_shares_words_with_a_quotation() -> None:
    turn = CHAIR.turns[1]
    assert _passing("code = Board").place(CHAIR, turn.start, turn.end)
    assert not _passing("code = Money").place(CHAIR, turn.start, turn.end)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("roll = chair", "Nothing here is called “roll”"),
        ("date >= 2026", "in a query about coded"),
        ("role = chair and coder = AB", "Several conditions are parted by semicolons."),
        ("role = chari", "Did you mean “chair”"),
        ("role >= chair", "has no order"),
        ("case >= P1", "has no order"),
        ("question >= 1", "has no order"),
        ("question = 9", "no question of the topic guide “9”"),
        ("code = Nothing", "no code “Nothing”"),
        ("programme phase >= two", "needs a number"),
        ("since >= soon", "needs a date"),
        ("kind = chat", "no kind of transcript “chat”"),
    ],
)
def test_what_the_study_does_not_have_is_refused_in_words(where: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        _passing(where)


def test_a_site_that_is_no_case_is_looked_for_among_the_attributes() -> None:
    ground = Ground(
        transcripts=(CHAIR,),
        attributes=(Attribute(id="site", name="Site"),),
        cases=(Case(id="p1", label="P1", values=(("site", "North"),)),),
    )
    assert {"p1"} == Passing(as_filter("site = North"), ground).heard()


def test_an_attribute_that_bears_the_name_of_a_word_is_reached_by_its_full_name() -> None:
    ground = Ground(
        transcripts=(CHAIR,),
        attributes=(Attribute(id="kind", name="kind"),),
        cases=(Case(id="p1", label="P1", values=(("kind", "staff"),)),),
    )
    assert {"p1"} == Passing(as_filter("attribute:kind = staff"), ground).heard()


def test_a_refusal_tells_no_answer_in_a_persons_own_words() -> None:
    said = "The board came once, and then we never saw any of them again, which says it all."
    ground = Ground(
        transcripts=(CHAIR,),
        attributes=(Attribute(id="why", name="Why"),),
        cases=(Case(id="p1", label="P1", values=(("why", said),)),),
    )
    with pytest.raises(Refused, match="too long or too various to list") as refused:
        Passing(as_filter("why = board"), ground).heard()
    assert said not in str(refused.value)


def test_text_that_holds_only_numbers_is_compared_by_size() -> None:
    ground = Ground(
        transcripts=(CHAIR,),
        attributes=(Attribute(id="n", name="phase"),),
        cases=(Case(id="p1", label="P1", values=(("n", "10"),)), Case(id="p2", label="P2", values=(("n", "9"),))),
    )
    assert {"p1"} == Passing(as_filter("phase > 9"), ground).heard()


def test_a_span_that_passes_is_never_outside_the_text() -> None:
    for where in ("question != 1", "code != Board", "speaker != interviewer"):
        passing = _passing(where)
        for one in (CHAIR, GROUP):
            assert all(isinstance(span, Span) and span.end <= len(one.text) for span in passing.spans(one))
