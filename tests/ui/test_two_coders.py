"""The pages Two coders and Adjudication, run as Streamlit runs them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from themes.model import Span
from themes.project import Project


@pytest.fixture
def project(shown: Project) -> Project:
    """Two coders who looked at one transcript for one code and differ on a turn."""
    code = shown.add_code("Board *turns* up", definition="It comes.")
    talk = shown.transcripts()[0]
    said = [
        turn for turn in talk.turns if turn.speaker is not None and talk.speakers[turn.speaker].role == "participant"
    ]
    other = shown.as_coder("CD")
    shown.add_coding(talk, said[0].start, said[0].end, code)
    shown.add_coding(talk, said[1].start, said[1].end, code)
    other.add_coding(talk, said[0].start, said[0].end, code)
    for view in (shown, other):
        view.mark_looked_at(talk)
    return shown


def _agreement() -> None:
    from themes.ui.pages import agreement  # noqa: PLC0415 - the script of a page of its own

    agreement.page()


def _adjudication() -> None:
    from themes.ui.pages import adjudication  # noqa: PLC0415 - as above

    adjudication.page()


def _run(page) -> AppTest:
    return _sound(AppTest.from_function(page, default_timeout=60).run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def test_the_page_says_what_the_verb_says(project: Project):
    page = _run(_agreement)
    table = page.dataframe[0].value
    pooled = project.agreement().pooled.agreement
    assert f"{pooled.value:.2f}" == table["Value"].iloc[0]
    assert pooled.n_units == table["Units"].iloc[0]
    page.selectbox(key="agreement unit").set_value("sentence")
    _sound(page.run())
    pooled = project.agreement(unit="sentence").pooled.agreement
    assert f"{pooled.value:.2f}" == page.dataframe[0].value["Value"].iloc[0]


@pytest.mark.usefixtures("project")
def test_the_table_is_offered_as_files():
    labels = [one.proto.label for one in _run(_agreement).get("download_button")]
    assert ["Download Excel", "Download CSV"] == labels


def test_a_number_shows_the_units_behind_it(project: Project):
    page = _run(_agreement)
    page.selectbox(key="agreement behind []").set_value(1)
    _sound(page.run())
    n = project.agreement().codes[0].agreement.n_units
    assert any(f"{n} turns: 1 on which they differ, 1 that all" in one.value for one in page.markdown)
    page.selectbox(key="agreement behind []").set_value(0)
    _sound(page.run())
    assert any(f"{n} decisions: 1 on which they differ, 1 that all" in one.value for one in page.markdown)
    (said,) = (one.value for one in page.markdown if "given by" in one.value)
    assert "turns" in said
    assert f"given by {project.coder.name}, not by CD" in said


def test_quotations_as_they_were_placed_are_a_unit_of_their_own(project: Project):
    page = _run(_agreement)
    page.selectbox(key="agreement unit").set_value("quotation")
    _sound(page.run())
    found = project.agreement(unit="quotation").pooled.agreement
    assert (f"{found.value:.2f}", 3) == (page.dataframe[0].value["Value"].iloc[0], found.n_units)
    assert any("each quotation is one decision" in one.value for one in page.markdown)


def test_the_machine_is_frozen_on_the_page_and_chosen_as_a_coder(project: Project):
    page = AppTest.from_function(_agreement, default_timeout=60)
    page.session_state["two coders part"] = "The machine"
    _sound(page.run())
    page.multiselect[0].set_value([project.transcripts()[0].title])
    next(one for one in page.button if one.label == "Freeze the machine's suggestions").click()
    _sound(page.run())
    (machine,) = project.machines()
    assert any("It had learnt from no coding" in one.value for one in page.markdown)
    page = _run(_agreement)
    names = page.multiselect[0]
    assert machine.coder.name in names.options
    names.set_value([project.coder.name, machine.coder.name])
    _sound(page.run())
    found = project.agreement(coders=[project.coder, machine.coder]).pooled.agreement
    assert found.n_units == page.dataframe[0].value["Units"].iloc[0]
    assert any("learnt from no decision in the transcripts" in one.value for one in page.markdown)


def test_a_reflexive_study_shows_no_number_and_says_why(project: Project):
    project.describe(method="reflexive")
    page = _run(_agreement)
    assert not page.dataframe
    assert "Braun and Clarke 2019" in page.info[0].value


def test_all_transcripts_are_assigned_in_one_press(project: Project):
    page = AppTest.from_function(_agreement, default_timeout=60)
    page.session_state["two coders part"] = "Code apart"
    _sound(page.run())
    next(one for one in page.checkbox if one.label == "All transcripts").check()
    next(one for one in page.button if one.label == "Assign").click()
    _sound(page.run())
    assert {one.id for one in project.transcripts()} == {one.transcript.id for one in project.double_coding()}


def test_transcripts_are_assigned_and_said_to_be_done(project: Project):
    project.assign(project.transcripts()[:1], [person.name for person in project.coders()])
    page = AppTest.from_function(_agreement, default_timeout=60)
    page.session_state["two coders part"] = "Code apart"
    _sound(page.run())
    assert any("courtesy, not security" in one.value for one in page.markdown)
    next(one for one in page.button if one.label == "I am done with it").click()
    _sound(page.run())
    assert "done" in [share.progress for share in project.double_coding()[0].shares]


def test_clashes_are_decided_on_the_page(project: Project, tmp_path):
    copy = project.backup(tmp_path / "copy.themes")
    with Project.open(copy, coder="CD") as theirs:
        theirs.revise_code("Board *turns* up", name="Leaders")
    project.revise_code("Board *turns* up", name="Governance")
    project.join_copy(copy)
    page = AppTest.from_function(_agreement, default_timeout=60)
    page.session_state["two coders part"] = "Join a copy"
    _sound(page.run())
    next(one for one in page.button if one.label == "The second stands").click()
    _sound(page.run())
    assert [] == project.clashes()


def test_a_disagreement_is_decided_with_its_reason_and_left_behind(project: Project):
    page = _run(_adjudication)
    assert any("1 disagreement, 0 decided" in one.value for one in page.markdown)
    next(one for one in page.text_input if one.label.startswith("Reason")).set_value("They came.")
    page.button(key="verdict first").click()
    _sound(page.run())
    assert 1 == len(project.codings(coder="Consensus"))
    assert "They came." in project.disagreements()[0].decided
    assert any("1 disagreement, 1 decided" in one.value for one in page.markdown)


def test_what_was_decided_is_decided_again_or_left(project: Project):
    page = _run(_adjudication)
    page.button(key="verdict first").click()
    _sound(page.run())
    (one,) = project.disagreements()
    for leave in (True, False):
        page.button(key=f"decide again {one.key}").click()
        _sound(page.run())
        assert any("What you decide now takes its place" in said.value for said in page.info)
        page.button(key="adjudication leave" if leave else "verdict neither").click()
        _sound(page.run())
        assert int(leave) == len(project.codings(coder="Consensus"))
        assert not any(str(button.key).startswith("verdict") for button in page.button)


def test_a_disagreement_says_at_which_turn_it_stands(project: Project):
    page = _run(_adjudication)
    (one,) = project.disagreements()
    nth = [turn.start for turn in one.transcript.turns].index(one.unit.start) + 1
    assert any(f"turn {nth} of {len(one.transcript.turns)}" in said.value for said in page.markdown)


def test_what_stands_around_a_disagreement_names_who_speaks_as_the_reader_does(project: Project):
    page = _run(_adjudication)
    talk = project.disagreements()[0].transcript
    names = {"Interviewer", *(project.case(one.case_id).label for one in talk.speakers if one.case_id)}
    around = [one.value for one in page.text if ": " in one.value and one.value.split(": ")[0] in names]
    assert {"Interviewer", "P01"} == {one.split(": ")[0] for one in around}
    assert not any(one.value.startswith("Participant: ") for one in page.text)


def test_three_coders_are_asked_for_the_positions_that_there_are(project: Project):
    talk = project.transcripts()[0]
    third = project.as_coder("EF")
    said = [
        turn for turn in talk.turns if turn.speaker is not None and talk.speakers[turn.speaker].role == "participant"
    ]
    third.add_coding(talk, said[0].start, said[0].end, project.codes()[0])
    third.mark_looked_at(talk)
    page = _run(_adjudication)
    page.multiselect(key="adjudication coders").set_value(["AB", "CD", "EF"])
    _sound(page.run())
    labels = [one.label for one in page.button if one.key and one.key.startswith("verdict")]
    assert ["AB is right", "CD and EF are right", "All that was given", r"Nobody\: it is not given"] == labels[:4]
    page.button(key="verdict second").click()
    _sound(page.run())
    assert [] == project.codings(coder="Consensus")
    assert 1 == sum(bool(one.decided) for one in project.disagreements(coders=["AB", "CD", "EF"]))


def test_where_one_person_has_coded_both_pages_say_what_a_second_does(shown: Project):
    talk = shown.transcripts()[0]
    shown.add_coding(talk, talk.turns[0].start, talk.turns[0].end, shown.add_code("Board"))
    for page in (_run(_agreement), _run(_adjudication)):
        assert f"Only {shown.coder.name} has coded here so far" in page.info[0].value
        assert any("gives their own initials" in one.value for one in page.markdown)
        assert [] == [box.label for box in page.selectbox]


def test_what_is_left_out_names_codes_and_themes_apart_in_one_line_each(project: Project):
    code = project.add_code("Money")
    project.add_theme("Money", codes=[code])
    talk = project.transcripts()[1]
    project.add_coding(talk, talk.turns[0].start, talk.turns[0].end, code)
    page = _run(_agreement)
    said = [one.value for one in page.markdown if one.value.startswith("Money")]
    assert 2 == len(said) == len(set(said))
    assert all("looked" in one and f"Money ({kind})" in one for one, kind in zip(said, ("code", "theme"), strict=True))


def _whose() -> None:
    from themes.ui.pages import whose  # noqa: PLC0415 - as above

    whose.show(whose.session.project())


def _counts() -> None:
    from themes.ui.pages import counts  # noqa: PLC0415 - as above

    counts.page()


def _words(page: AppTest) -> str:
    return " ".join(one.value for one in page.markdown).replace("\\", "")  # what keeps signs from being Markdown


def test_once_something_is_settled_the_consensus_is_proposed_in_words_and_counts_when_it_is_taken(project: Project):
    assert "settled" not in _words(_run(_counts))
    project.adjudicate(project.disagreements()[0], "neither")
    page = _run(_counts)
    page.segmented_control(key="counts kind").set_value("frequencies")
    _sound(page.run())
    assert "1 disagreement is settled, and no number has changed for it" in _words(page)
    assert 2 == project.code_frequencies()[0].n_quotations
    page.button(key="whose settled").click()
    _sound(page.run())
    assert ("settled", 1) == (
        project.whose_codings().standing.whose.rule,
        project.code_frequencies()[0].n_quotations,
    )
    assert "at 1 place, only the consensus counts" in _words(page)


def test_chosen_coders_are_kept_and_told(project: Project):
    page = _run(_whose)
    assert 2 == len(page.radio[0].options)  # nothing is settled, so that there is no consensus to choose
    page.radio[0].set_value("chosen")
    _sound(page.run())
    assert page.button[0].disabled
    second = next(one for one in project.coders() if one.name == "CD")
    page.multiselect[0].set_value([second.id])
    _sound(page.run())
    page.button[0].click()
    _sound(page.run())
    assert (second.id,) == project.whose_codings().standing.whose.coder_ids
    assert "Only the codings of CD count" in _words(page)
    assert 1 == project.code_frequencies()[0].n_quotations


def test_new_ends_are_set_across_the_border_of_a_turn_where_a_coding_crosses_it(project: Project):
    talk = project.transcripts()[0]
    code = project.add_code("Crossing")
    first, second = talk.turns[2], talk.turns[3]
    project.as_coder("CD").add_coding(talk, first.start, second.end, code)
    for view in (project, project.as_coder("CD")):
        view.mark_looked_at(talk)
    page = AppTest.from_function(_adjudication, default_timeout=60).run()
    while "Crossing" not in page.subheader[0].value:
        _sound(page.button(key="adjudication next").click().run())
    _sound(page.button(key="verdict ends").click().run())
    (field,) = [one for one in page.text_area if one.label == "Leave only the words that are meant"]
    assert talk.text[first.start : second.end] == field.value

    ends = Span(start=first.end - 12, end=second.start + 12)
    field.set_value(talk.text[ends.start : ends.end])
    _sound(page.button(key="verdict new ends").click().run())
    (coded,) = [one for one in project.codings(code=code) if one.coder.name == "Consensus"]
    assert (talk.text[ends.start : ends.end].strip(), True) == (
        coded.quotation.words,
        coded.quotation.start < first.end < second.start < coded.quotation.end,
    )
