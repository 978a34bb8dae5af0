"""A discovery that starts from the codebook and from what people decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from themes import Project
from themes.errors import Refused
from themes.model import Code, Member, Quotation, Run
from themes.project.guided import with_candidates
from themes.project.learnt import Decisions
from themes.project.records import CandidateView

Place = tuple[str, int, int]


def places(members: tuple[Member, ...]) -> list[Place]:
    return [(one.transcript_id, one.start, one.end) for one in members]


def together(project: Project, wanted: set[Place]) -> int:
    """In how many candidates of the latest discovery some places lie."""
    return sum(not wanted.isdisjoint(places(view.members)) for view in project.candidates())


@pytest.fixture(scope="module")
def made(discovered: Path, once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The sample study: one candidate accepted in part, two merged, one rejected, one split; then guided."""

    def make(folder: Path) -> None:
        shutil.copy(discovered, folder / "guided.themes")
        with Project.open(folder / "guided.themes") as project:
            first = project.candidate(1)
            project.accept(first, name="Ward staff", quotations=places(first.members[3:]))
            project.merge_candidates(3, 4)
            project.reject(5)
            project.discover(guided=True)

    return once("guided", make) / "guided.themes"


@pytest.fixture
def bent(made: Path, tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of it, open."""
    shutil.copy(made, tmp_path / "guided.themes")
    with Project.open(tmp_path / "guided.themes") as opened:
        yield opened


def of_code(project: Project) -> CandidateView:
    (view, *_) = (view for view in project.candidates() if view.stands_for)
    return view


def test_nothing_decided_is_nothing_to_be_guided_by(project: Project):
    with pytest.raises(Refused, match="nothing to be guided by"):
        project.discover(guided=True)


def test_an_engine_that_cannot_be_guided_says_so(project: Project):
    with pytest.raises(Refused, match="cannot be guided"):
        project.start_discovery(guided=True, engine="bertopic")


def test_confirmed_quotations_lie_in_one_candidate_that_says_what_it_is_more_of(bent: Project):
    confirmed = {
        (one.quotation.transcript_id, one.quotation.start, one.quotation.end) for one in bent.codings(code="Ward staff")
    }
    view = of_code(bent)
    assert ("Ward staff", True) == (view.stands_for and view.stands_for.name, confirmed <= set(places(view.members)))


def test_segments_left_out_of_a_code_are_not_back_in_it(bent: Project):
    left_out = places(bent.candidates(bent.runs()[0])[0].members[:3])
    assert set(left_out).isdisjoint(places(of_code(bent).members))


def test_what_was_merged_stays_in_one_candidate(bent: Project):
    merged = bent.candidates(bent.runs()[0])[2]
    assert (True, 1) == (len({one.rank for one in merged.members}) == 2, together(bent, set(places(merged.members))))


def test_what_was_rejected_is_set_aside_together_and_says_so(bent: Project):
    rejected = bent.candidates(bent.runs()[0])[4]
    assert 1 == together(bent, set(places(rejected.members)))
    assert ["rejected"] == [one.outcome for one in bent.decided_before().values() if one.rank == 5]


def test_accepting_more_of_a_code_gives_its_quotations_to_that_code(bent: Project):
    view = of_code(bent)
    n_before = len(bent.codings(code="Ward staff"))
    code = bent.accept(view)
    assert ("Ward staff", len(view.members)) == (code.name, len(bent.codings(code=code)))
    assert n_before < len(view.members)


def test_a_code_that_is_removed_leaves_its_candidate_new(bent: Project):
    view = of_code(bent)
    bent.remove_code("Ward staff")
    assert ("open", None) == (bent.candidate(view).decision.outcome, bent.candidate(view).stands_for)


def test_a_guided_discovery_is_one_step_that_can_be_undone(bent: Project):
    first = bent.runs()[0]
    bent.undo()
    assert (first, 1) == (bent.latest_run(), len(bent.runs()))


def test_a_place_beyond_a_corrected_text_is_passed_over():
    member = Member(transcript_id="t", start=0, end=50, case_id=None, rank=1, strength=1.0)
    code = Code(id="c", name="Access")
    quotation = Quotation(id="q", transcript_id="t", coder_id="", start=60, end=70, words="")
    decisions = Decisions(codes=(code,), confirmed=((quotation, "c"),), refused=())
    run = Run(id="r", engine="consensus", model="", seed=1, coder_id="", at="", members=(member,))
    assert decisions == with_candidates(decisions, [(run, [])], {"t": "short"})
