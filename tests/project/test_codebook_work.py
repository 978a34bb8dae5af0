"""A codebook that has grown: many codes at once, parting one, its versions, its examples, who said it."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.project.codes.versions import between


def names(project: Project) -> list[str]:
    return [project.code_path(code) for code in project.codes()]


@pytest.fixture
def board(empty: Project) -> Project:
    """Three codes at the top, and a transcript with four codings of the first."""
    for name in ("Board", "Money", "Time"):
        empty.add_code(name)
    empty.add_bytes("P01.txt", b"Interviewer: And then?\n\nP01: We came. We asked. They paid. It took long.\n")
    text = empty.transcripts()[0]
    for words in ("We came.", "We asked.", "They paid.", "It took long."):
        start = text.text.index(words)
        empty.add_coding(text, start, start + len(words), "Board")
    return empty


def test_several_codes_move_in_one_step_and_keep_their_order(board: Project):
    board.move_codes(["Time", "Money"], under="Board")
    assert ["Board", "Board > Money", "Board > Time"] == names(board)
    board.move_codes(["Time"], under="Board", before="Money")
    assert ["Board", "Board > Time", "Board > Money"] == names(board)
    board.move_codes(["Money"], under=None, before="Board")
    assert ["Money", "Board", "Board > Time"] == names(board)
    for _ in range(3):
        board.undo()
    assert ["Board", "Money", "Time"] == names(board)


def test_what_stands_under_a_moved_code_comes_along(board: Project):
    board.move_codes(["Money"], under="Board")
    board.move_codes(["Board", "Money"], under="Time")
    assert ["Time", "Time > Board", "Time > Board > Money"] == names(board)


def test_a_code_is_not_moved_under_what_stands_under_it(board: Project):
    board.move_codes(["Money"], under="Board")
    with pytest.raises(Refused, match="cannot stand under itself"):
        board.move_codes(["Board"], under="Money")
    assert ["Board", "Board > Money", "Time"] == names(board)


def test_a_move_that_is_sent_twice_is_made_once(board: Project):
    for _ in range(2):
        board.move_codes(["Time"], under=None, before="Board", step_id="11111111-1111-4111-8111-111111111111")
    assert ["Time", "Board", "Money"] == names(board)
    board.undo()
    assert ["Board", "Money", "Time"] == names(board)


def test_codes_are_retired_and_brought_back_with_their_codings(board: Project):
    board.retire_codes(["Board", "Money"])
    assert ["Board", "Money"] == [code.name for code in board.codes() if code.retired]
    assert 4 == len(board.codings(code="Board"))
    board.retire_codes(["Board"], retired=False)
    assert ["Money"] == [code.name for code in board.codes() if code.retired]


def test_a_split_takes_some_quotations_to_a_new_code_beside_the_old(board: Project):
    theme = board.add_theme("They came", codes=["Board"])
    board.mark_looked_at(board.transcripts()[0], ["Board"])
    paid, long = (one.coding for one in board.codings(code="Board")[2:])
    new = board.split_code("Board", "Results", [paid, long], definition="What came of it.")
    assert ["Board", "Results", "Money", "Time"] == names(board)
    assert ["They paid.", "It took long."] == [one.quotation.words for one in board.codings(code=new)]
    assert ["We came.", "We asked."] == [one.quotation.words for one in board.codings(code="Board")]
    assert (board.code("Board").id, new.id) == board.theme(theme).code_ids
    assert "coded" == board.looked(board.transcripts()[0], new)
    board.undo()
    assert ["Board", "Money", "Time"] == names(board)
    assert 4 == len(board.codings(code="Board"))


def test_a_split_needs_quotations_of_the_code_that_is_parted(board: Project):
    with pytest.raises(Refused, match="Choose the quotations"):
        board.split_code("Board", "Results", [])
    with pytest.raises(Refused, match="not this code's any more"):
        board.split_code("Money", "Results", [board.codings()[0].coding])
    assert ["Board", "Money", "Time"] == names(board)


def test_a_changed_definition_marks_codings_until_they_are_confirmed(board: Project):
    assert {} == board.older_codings()
    board.revise_code("Board", colour="#123456", name="The board")
    assert {} == board.older_codings()
    board.revise_code("The board", dont_use_when="It is the executive.")
    first, *others = (one.coding for one in board.codings())
    assert 4 == len(board.older_codings())
    assert "" == board.older_codings()[first.id].dont_use_when
    board.confirm_codings([first])
    assert {coding.id for coding in others} == set(board.older_codings())
    board.confirm_codings(others)
    assert {} == board.older_codings()
    board.undo()
    assert 3 == len(board.older_codings())


def test_a_definition_that_was_changed_back_marks_nothing(board: Project):
    board.revise_code("Board", definition="Those at the top.")
    board.undo()
    assert {} == board.older_codings()


def test_another_coders_codings_are_confirmed_by_them(board: Project):
    board.revise_code("Board", definition="Those at the top.")
    board.as_coder("CD").confirm_codings([one.coding for one in board.codings()])
    assert 4 == len(board.older_codings())


def test_versions_say_in_words_what_changed_between_them(board: Project):
    before = board.codebook_versions()[-1].codes
    board.revise_code("Board", definition="Those at the top.", name="The board")
    board.move_codes(["Time"], under="Money")
    board.retire_codes(["Money"])
    board.add_code("People")
    history = board.codebook_versions()
    assert board.codebook_version == history[-1].number == len(history)
    told = {one.path: one for one in between(before, history[-1].codes)}
    assert ["People", "Money", "Money > Time", "The board"] == list(told)
    assert "new" == told["People"].kind
    assert ("moved from the top to under “Money”",) == told["Money > Time"].notes
    assert ("retired",) == told["Money"].notes
    assert [("name", "Board", "The board"), ("definition", "", "Those at the top.")] == [
        (one.what, one.was, one.now) for one in told["The board"].rewritten
    ]
    assert [("gone", "People")] == [
        (one.kind, one.path) for one in between(history[-1].codes, before) if one.kind == "gone"
    ]


def test_examples_are_picked_from_quotations_and_are_never_both(board: Project):
    quotation = board.codings()[0].quotation
    board.pick_example("Board", quotation, to_be="typical")
    assert ("We came.",) == board.code("Board").typical
    board.pick_example("Board", quotation, to_be="not_this")
    code = board.code("Board")
    assert ((), ("We came.",)) == (code.typical, code.not_this)
    board.drop_example("Board", "We came.")
    board.undo()
    assert ("We came.",) == board.code("Board").not_this


def test_usage_counts_quotations_and_participants_as_the_report_does(project: Project):
    code = project.accept(1, name="First")
    section = next(one for one in project.findings().sections if one.name == "First")
    used = project.usage()[code.id]
    assert (section.n_quotations, section.heard.participants) == (used.n_quotations, used.participants)
    cases = project.heard_from([code])
    assert section.heard == cases.heard
    assert used.n_quotations == sum(n for _, n in cases.said) + cases.n_unknown
    assert used.participants.n == sum(case.kind == "participant" for case, _ in cases.said)
    assert not {case.id for case, _ in cases.said} & {case.id for case in cases.not_said}


def test_a_later_version_lists_what_it_leaves_to_be_recoded(board: Project):
    assert [] == board.to_recode()
    board.revise_code("Board", use_when="They turn up.")
    (waiting,) = board.to_recode()
    assert ("Board", 4, ("its rules are others now",)) == (waiting.path, len(waiting.codings), waiting.reasons)
    board.confirm_codings(waiting.codings[:1])
    assert 3 == len(board.to_recode()[0].codings)
    board.undo()
    board.undo()
    assert [] == board.to_recode()


def test_a_code_that_was_retired_or_has_come_to_have_sub_codes_is_to_be_looked_at_again(board: Project):
    board.add_code("Chairs", parent="Board")
    assert [("it has other sub-codes now",)] == [one.reasons for one in board.to_recode()]
    board.retire_codes(["Board"])
    (waiting,) = board.to_recode()
    assert ("it was retired", "it has other sub-codes now") == waiting.reasons
    text = board.transcripts()[0]
    board.confirm_codings(waiting.codings)
    assert [] == board.to_recode()
    made = board.add_coding(text, 0, 11, "Chairs")
    board.move_codes(["Money"], under="Chairs")
    assert [(made.id,)] == [tuple(coding.id for coding in one.codings) for one in board.to_recode()]


def test_a_name_a_colour_or_a_place_asks_for_no_recoding(board: Project):
    board.revise_code("Board", name="Boards", colour="#1f5fa8")
    board.move_codes(["Boards"], under="Money")
    assert [] == [one for one in board.to_recode() if one.path.endswith("Boards")]


def test_the_report_of_a_template_analysis_tells_of_its_versions(board: Project):
    board.describe(method="template")
    board.revise_code("Board", definition="The board takes part.")
    told = " ".join(board.findings().method)
    assert "The template went through 4 versions. 4 codings made by an older one are still to be looked at" in told
    board.confirm_codings([one.coding for one in board.codings()])
    assert "All that a later one touched has been looked at again." in " ".join(board.findings().method)


def test_anybody_says_of_what_was_settled_that_it_holds(board: Project):
    text = board.transcripts()[0]
    settled = board.as_coder("Consensus").add_coding(text, 0, 11, "Board")
    other = board.as_coder("CD").add_coding(text, 12, 20, "Board")
    board.revise_code("Board", use_when="They turn up.")
    board.confirm_codings([settled, other])
    assert (False, True) == (settled.id in board.older_codings(), other.id in board.older_codings())
