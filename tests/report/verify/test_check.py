"""What checking a report says of quotations, attributions, consent, figures and themes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.report import manuscripts
from tests.report.manuscripts import with_words

from themes.manuscript import Manuscript, Passage
from themes.model import Coder, Consent
from themes.read.manuscript import manuscript_of
from themes.report import CodedTwice, Material, gather
from themes.report.origin import origin_of
from themes.report.verify import Ground, Mend, check_report
from themes.report.verify.words import pieces
from themes.report.word import write_word


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    return manuscripts.written(manuscripts.study(), tmp_path_factory.mktemp("report") / "report.docx")


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground(manuscripts.study())


def mends(manuscript: Manuscript, ground: Ground) -> tuple[Mend, ...]:
    return check_report(manuscript, ground).mends


def and_then(manuscript: Manuscript, words: str) -> Manuscript:
    """The manuscript with a paragraph of its author's after the figures of the theme Protected time."""
    nth = next(at for at, one in enumerate(manuscript.passages) if one.words == "Time was the scarcest thing.")
    added = Passage(words=words, style="normal")
    return replace(manuscript, passages=(*manuscript.passages[: nth + 1], added, *manuscript.passages[nth + 1 :]))


def test_a_report_as_it_was_written_has_nothing_to_mend(manuscript: Manuscript, ground: Ground):
    found = check_report(manuscript, ground)
    assert ((), 16, 16) == (found.mends, found.n_quotations, found.n_verbatim)
    assert found.n_lists == 2
    assert found.n_figures > 20


def amid_words() -> Material:
    """The study whose first quotation begins and ends amid a word, as some from other tools do."""
    study = manuscripts.study()
    first = study.quotations[0]
    cut = replace(first, start=first.start + 1, end=first.end - 2, words=first.words[1:-2])
    assert (cut.words[:5], cut.words[-5:]) == ("e did", "notic")
    return replace(study, quotations=(cut, *study.quotations[1:]))


def test_a_quotation_that_begins_and_ends_amid_a_word_is_verbatim_as_the_project_has_it(tmp_path: Path):
    study = amid_words()
    found = check_report(manuscripts.written(study, tmp_path / "report.docx"), Ground(study))
    assert ((), 16, 16) == (found.mends, found.n_quotations, found.n_verbatim)


def test_what_an_author_cuts_amid_a_word_is_not_what_was_said(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "seemed to notice.", "seemed to not"), ground)
    assert ("words", "wrong") == (mend.about, mend.severity)


def test_a_quotation_that_begins_with_a_bracket_has_the_signs_that_were_said(tmp_path: Path):
    study = manuscripts.study()
    was, now = "Nothing came of the second", "(laughs) Not of the second"
    sources = tuple(replace(one, text=one.text.replace(was, now)) for one in study.transcripts)
    quoted = tuple(replace(one, words=one.words.replace(was, now)) for one in study.quotations)
    study = replace(study, transcripts=sources, quotations=quoted)
    manuscript = manuscripts.written(study, tmp_path / "report.docx")
    assert any(one.words.startswith("(laughs) Not") for one in manuscript.passages)
    assert mends(manuscript, Ground(study)) == ()


def test_a_lost_not_is_named_with_the_words_around_it(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "We did not have a free", "We did have a free"), ground)
    assert ("words", "wrong", "Protected time") == (mend.about, mend.severity, mend.heading)
    assert "“not” is lost" in mend.says
    assert "We did not have a free" in mend.says
    assert "We did have a free" in mend.found


def test_a_word_lost_after_the_first_is_told_as_lost(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "The board came down", "The came down"), ground)
    assert mend.says.startswith("“board” is lost. What was said: “… The board came")


def test_an_omission_that_hides_a_not_is_to_be_looked_at(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "We did not have a free", "We did … have a free"), ground)
    assert ("look", "What … leaves out is “not”.") == (mend.severity, mend.says)


def test_another_pseudonym_in_brackets_is_wrong(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "[trust A]", "[trust B]"), ground)
    assert ("wrong", "In the transcript “[trust a]” stands there.") == (mend.severity, mend.says)


def test_words_of_nobody_are_found(manuscript: Manuscript, ground: Ground):
    said = "One said: “The dashboards told us everything and we marched on” (P03, nurse)."
    (mend,) = mends(and_then(manuscript, said), ground)
    assert ("wrong", "These words stand in no transcript of the project.") == (mend.severity, mend.says)


def test_literature_in_quotation_marks_is_only_to_be_looked_at(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(and_then(manuscript, "“Culture eats strategy for breakfast” (Drucker, 2006)."), ground)
    assert mend.severity == "look"


def test_names_of_themes_in_quotation_marks_are_no_quotations(manuscript: Manuscript, ground: Ground):
    assert mends(and_then(manuscript, "See “Leaders who show up” below."), ground) == ()


def test_another_persons_role_is_a_wrong_attribution(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "P01, nurse (", "P01, pharmacist ("), ground)
    assert ("attribution", "wrong") == (mend.about, mend.severity)
    assert "P01, nurse (interview 1 at" in mend.advice


def test_what_the_project_does_not_know_of_somebody_is_to_be_looked_at(manuscript: Manuscript, ground: Ground):
    (mend,) = mends(with_words(manuscript, "P01, nurse (", "P01, senior nurse ("), ground)
    assert ("attribution", "look") == (mend.about, mend.severity)


def test_a_quotation_of_two_paragraphs_has_the_attribution_after_both(manuscript: Manuscript, ground: Ground):
    nth = next(at for at, one in enumerate(manuscript.passages) if one.words.startswith("We did not have"))
    one = manuscript.passages[nth]
    first, _, second = one.words.partition(", and ")
    parted = (replace(one, words=first), replace(one, words=f"and {second}", anchors=()))
    passages = (*manuscript.passages[:nth], *parted, *manuscript.passages[nth + 1 :])
    assert mends(replace(manuscript, passages=passages), ground) == ()


@pytest.mark.parametrize(
    ("consent", "says"),
    [
        (Consent(id="c1", use="paraphrase"), "allows a paraphrase"),
        (Consent(id="c1", use="none"), "does not allow"),
        (Consent(id="c1", until="2026-11-21"), "no longer allows"),
    ],
)
def test_words_that_may_not_be_printed_are_wrong(manuscript: Manuscript, consent: Consent, says: str):
    found = mends(manuscript, Ground(replace(manuscripts.study(), consents=(consent,))))
    told = [mend for mend in found if mend.about == "consent"]
    assert told
    assert all(says in mend.says and mend.severity == "wrong" for mend in told)


def test_words_of_a_transcript_that_is_not_released_are_wrong(manuscript: Manuscript):
    found = mends(manuscript, Ground(manuscripts.study(), unreleased=["t4"]))
    assert {"release"} == {mend.about for mend in found}
    assert all(mend.says.startswith("Interview 4 is not released") for mend in found)


def test_what_is_not_released_is_told_once_for_each_transcript_after_what_is_wrong_with_words(manuscript: Manuscript):
    last = with_words(manuscript, "There's no point in a dashboard", "There's a point in a dashboard")
    found = mends(last, Ground(manuscripts.study(), unreleased=["t1", "t4"]))
    assert ["words", "release", "release"] == [mend.about for mend in found]
    assert {"Interview 1", "Interview 4"} == {mend.says[:11] for mend in found[1:]}
    assert "quotations here are from it" in found[1].says


def test_a_report_that_says_that_it_is_not_to_be_passed_on_tells_of_releases_in_one_line(tmp_path: Path):
    material = replace(manuscripts.study(), n_unreleased=2)
    manuscript = manuscripts.written(material, tmp_path / "report.docx")
    found = check_report(manuscript, Ground(material, unreleased=["t1", "t4"]))
    assert not found.mends
    (notice,) = found.notices
    assert notice.startswith("Not released: interview 1 and interview 4.")


@pytest.mark.parametrize(
    ("words", "n_wrong"),
    [
        ("All six participants spoke of it.", 1),
        ("Five of the six participants spoke of it.", 0),
        ("Five out of 6 people spoke of it (83%).", 0),
        ("Five out of 6 people spoke of it (93%).", 1),
        ("None of the six participants spoke of it.", 1),
        ("Most participants (5 of 6) spoke of it.", 0),
        ("A few participants (5 of 6) spoke of it.", 1),
        ("It was raised by 83% of participants.", 0),
        ("It was raised by 50% of participants.", 1),
        ("It mattered (n = 5).", 0),
        ("It mattered (n = 4).", 1),
        ("1 of 2 nurses spoke of it.", 0),
        ("2 of 2 nurses spoke of it.", 1),
        ("By contrast, “Skills come last” was raised by 3 of 6 participants.", 0),
        ("By contrast, “Skills come last” was raised by 2 of 6 participants.", 1),
        ("Someone quoted “two of six”.", 0),
        ("Many raised it (5/6).", 0),
        ("Many raised it (4/6).", 1),
        ("Many raised it (83%; 4/6).", 2),
        ("It was raised by 4/6 participants.", 1),
        ("It was open 24/7 (9/11), on 4/6/2024 and in 2023/24 (1/2 of the time).", 0),
        ("It was raised by 5 (83%) participants.", 0),
        ("It was raised by 4 (67 %) participants.", 2),
        ("It was raised by four participants (83%).", 1),
        ("It was raised by five participants (83%).", 0),
    ],
)
def test_a_figure_is_checked_against_the_theme_that_it_is_about(
    manuscript: Manuscript, ground: Ground, words: str, n_wrong: int
):
    heard = {name: one.heard.participants.figure for name in ("Protected time", "Skills come last")
             if (one := ground.section(name)) is not None}  # fmt: skip
    assert heard == {"Protected time": "5 of 6", "Skills come last": "3 of 6"}
    wrong = [mend for mend in mends(and_then(manuscript, words), ground) if mend.severity == "wrong"]
    assert n_wrong == len(wrong), wrong


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Most participants spoke of it.", ""),
        ("All participants spoke of it.", "wrong"),
        ("All of the participants said that the rota was late.", "look"),
        ("Almost all participants mentioned it.", ""),
        ("Half of the participants raised this.", "wrong"),
        ("A few participants spoke of it.", "look"),
        ("A few participants said that the rota was late.", ""),
        ("Some participants spoke of it.", "wrong"),
        ("Some interviewees said that the rota was late.", ""),
        ("Many participants spoke of it.", "look"),
        ("No participant spoke of it.", "wrong"),
        ("No participant said that it was easy.", ""),
        ("One participant put it so.", ""),
        ("It was told by 5 interviewees.", ""),
        ("It was told by 4 interviewees.", "wrong"),
        ("Told by nine people.", "wrong"),
        ("Six people said that the rota was late.", "look"),
        ("Four people said that the rota was late.", ""),
        ("Both nurses said it.", ""),
        ("All nurses spoke of it.", "wrong"),
        ("Two nurses spoke of it.", "wrong"),
        ("One nurse spoke of it.", ""),
        ("All ward managers spoke of it.", ""),
        ("By contrast, “Skills come last” was raised by most participants.", "wrong"),
        ("By contrast, “Skills come last” was raised by some participants.", ""),
        ("By contrast, “Skills come last” was raised by half of the participants.", ""),
        ("All participants were given the tool.", ""),
        ("All participants who spoke of it said that the rota was late.", ""),
        ("It was raised by all participants from the second trust.", ""),
        ("Not all participants spoke of it.", ""),
        ("Someone wrote “all participants said”.", ""),
    ],
)
def test_a_word_for_a_quantity_is_checked_by_the_rule_of_appendix_b(
    manuscript: Manuscript, ground: Ground, words: str, severity: str
):
    """Protected time is told by 5 of 6, Skills come last by 3 of 6; of the first 1 of 2 nurses told."""
    assert [severity] * bool(severity) == [mend.severity for mend in mends(and_then(manuscript, words), ground)]


def test_what_a_word_means_is_what_the_study_says(manuscript: Manuscript):
    study = manuscripts.study()
    ground = Ground(
        replace(study, study=replace(study.study, wording=(("nearly all", 0.8), ("many", 0.4), ("few", 0.0))))
    )
    for words, n in (("Many participants spoke of it.", 1), ("Nearly all participants spoke of it.", 0)):
        found = mends(and_then(manuscript, words), ground)
        (told,) = [mend for mend in found if mend.found == words.removesuffix(" of it.")] if n else [None]
        assert told is None or "in the words of Appendix B “nearly all”" in told.says


def test_a_word_that_a_lower_bound_does_not_bear_out_is_to_be_looked_at(tmp_path: Path):
    study = replace(manuscripts.study(), looked_at=())
    manuscript, ground = manuscripts.written(study, tmp_path / "report.docx"), Ground(study)
    assert () == mends(and_then(manuscript, "Most participants spoke of it."), ground)
    (mend,) = mends(and_then(manuscript, "All participants spoke of it."), ground)
    assert ("look", True) == (mend.severity, mend.says.endswith("counts at least 5 of 6 participants."))
    assert mend.advice.startswith("Not all of the others were looked at in full")
    (mend,) = mends(and_then(manuscript, "Some participants spoke of it."), ground)
    assert "wrong" == mend.severity  # five are more than that already


def test_a_study_that_counts_nothing_has_no_rule_for_words(tmp_path: Path):
    study = manuscripts.study()
    material = replace(study, uncounted="Reflexive thematic analysis counts nobody.")
    manuscript = manuscripts.written(material, tmp_path / "report.docx")
    assert () == mends(and_then(manuscript, "All participants spoke of it."), Ground(material))


def test_a_lower_bound_told_as_a_count_is_wrong(tmp_path: Path):
    study = replace(manuscripts.study(), looked_at=())
    manuscript = manuscripts.written(study, tmp_path / "report.docx")
    ground = Ground(study)
    assert mends(manuscript, ground) == ()
    (mend,) = mends(with_words(manuscript, "Heard from at least 5 of 6", "Heard from 5 of 6"), ground)
    assert "at least 5 of 6" in mend.says


def test_a_theme_of_another_name_is_to_be_looked_at(manuscript: Manuscript, ground: Ground):
    passages = tuple(
        replace(one, words="The time to learn") if one.level and one.words == "Protected time" else one
        for one in manuscript.passages
    )
    (mend,) = mends(replace(manuscript, passages=passages), ground)
    assert ("theme", "look", "In the project this theme is called “Protected time”.") == (
        mend.about, mend.severity, mend.says,
    )  # fmt: skip


def test_a_theme_that_was_made_since_is_missing_from_each_list(manuscript: Manuscript):
    study = manuscripts.study()
    more = replace(study.themes[0], id="t9", name="Home", code_ids=(), statement="")
    found = mends(manuscript, Ground(replace(study, themes=(*study.themes, more))))
    assert ["“Home”" in mend.found for mend in found if mend.about == "theme"] == [True, True]


def test_a_bulleted_list_of_themes_is_checked(manuscript: Manuscript, ground: Ground):
    items = ("Protected time", "Leaders who show up", "Coffee")
    listed = tuple(Passage(words=words, style="list bullet", listed=True) for words in items)
    changed = replace(manuscript, passages=(*manuscript.passages[:4], *listed, *manuscript.passages[4:]))
    told = sorted(mend.found for mend in mends(changed, ground))
    assert told == ["Coffee", "The list that begins here does not name “Skills come last”."]


def test_tracked_changes_are_read_as_accepted(manuscript: Manuscript, ground: Ground, tmp_path: Path):
    del manuscript
    path = tmp_path / "report.docx"
    write_word(gather(manuscripts.study()), path, at=datetime(2026, 11, 22, tzinfo=UTC))
    document = Document(str(path))
    paragraph = next(one for one in document.paragraphs if one.text.startswith("We did not have"))
    paragraph.runs[0].text = "We did "
    gone = OxmlElement("w:del")
    run = OxmlElement("w:r")
    lost = OxmlElement("w:delText")
    lost.text = "not "
    run.append(lost)
    gone.append(run)
    paragraph._p.append(gone)
    for part in ("have a free afternoon in the whole winter,", " and nobody upstairs ", "seemed to notice."):
        paragraph.add_run(part)
    document.save(str(path))
    found = check_report(manuscript_of(path.read_bytes()), ground)
    assert ["“not” is lost"] == [mend.says.partition(".")[0] for mend in found.mends]
    assert any("1 tracked change" in notice for notice in found.notices)


def test_a_quotation_in_a_footnote_is_checked(manuscript: Manuscript, ground: Ground):
    note = Passage(words="As P02 said, “a protected half day is the only reason that I could finish”.", note=True)
    wrong = replace(note, words=note.words.replace("half day", "whole day"))
    assert mends(replace(manuscript, passages=(*manuscript.passages, note)), ground) == ()
    (mend,) = mends(replace(manuscript, passages=(*manuscript.passages, wrong)), ground)
    assert mend.about == "words"


def test_a_report_says_of_which_project_it_is(manuscript: Manuscript):
    assert origin_of(manuscript.properties).project_id == "s"


def test_runs_split_anywhere_make_no_difference(ground: Ground, tmp_path: Path):
    path = tmp_path / "report.docx"
    write_word(gather(manuscripts.study()), path, at=datetime(2026, 11, 22, tzinfo=UTC))
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Quotation":
            words, paragraph.runs[0].text = paragraph.runs[0].text, ""
            for nth in range(0, len(words), 5):
                paragraph.add_run(words[nth : nth + 5]).bold = bool(nth % 2)
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:keepNext"))
            paragraph._p.find(qn("w:pPr")).remove(paragraph._p.find(qn("w:pPr")).find(qn("w:keepNext")))
    document.save(str(path))
    assert check_report(manuscript_of(path.read_bytes()), ground).mends == ()


def test_signs_for_omissions_and_insertions_are_understood():
    told = [(one.sort, one.key or one.inside) for one in pieces("… [I]t was (…) help[ful], [sic] they said ...")]
    assert told == [
        ("word", "it"), ("word", "was"), ("omission", ()), ("stem", "help"), ("insertion", ("sic",)),
        ("word", "they"), ("word", "said"),
    ]  # fmt: skip


_OWN_FIGURES = [
    ("alpha", "0.55 [", "0.75 [", "0.55 now"),
    ("codings", "18 codings by hand", "28 codings by hand", "18 now (codings)"),
    ("transcripts", "Of 6 transcripts, 6", "Of 7 transcripts, 6", "6 now (transcripts)"),
    ("material", "is 6 interviews", "is 16 interviews", "6 now (interviews)"),
    ("shown", "of which 6 stand here", "of which 31 stand here", "6 now."),
]


@pytest.fixture(scope="module")
def coded_twice() -> Material:
    twice = CodedTwice(
        coder_ids=("ab", "cd"),
        apart=False,
        n_transcripts=6,
        agreement="Krippendorff’s alpha, 0.55 [0.31, 0.74], 44 decisions",
        unit="turn",
        n_settled=0,
    )
    return replace(manuscripts.study(), twice=twice, coders=(Coder(id="ab", name="AB"), Coder(id="cd", name="CD")))


@pytest.mark.parametrize(
    ("was", "now", "says"), [one[1:] for one in _OWN_FIGURES], ids=[one[0] for one in _OWN_FIGURES]
)
def test_a_changed_figure_in_a_sentence_of_themes_own_is_told(
    coded_twice: Material, tmp_path: Path, was: str, now: str, says: str
):
    place = tmp_path / "report.docx"
    assert not mends(manuscripts.written(coded_twice, place), Ground(coded_twice))
    document = Document(str(place))
    run = next(run for one in document.paragraphs for run in one.runs if was in run.text)
    run.text = run.text.replace(was, now)
    document.save(str(place))
    (mend,) = mends(manuscript_of(place.read_bytes()), Ground(coded_twice))
    assert ("figure", "wrong") == (mend.about, mend.severity)
    assert f"stands here, Themes writes {says}" in mend.says


def in_cell(manuscript: Manuscript, row: str, head: str, now: str) -> Manuscript:
    """The manuscript with other words in the last table's cell of a row and a column."""
    cells = {(one.table, one.row, one.column): at for at, one in enumerate(manuscript.passages) if one.table}
    said = {place: manuscript.passages[at].words for place, at in cells.items()}
    table, nth = next((table, nth) for (table, nth, column), words in said.items() if not column and words == row)
    column = next(
        column for (other, nth, column), words in said.items() if (other, nth) == (table, 0) and words == head
    )
    at = cells[table, nth, column]
    assert manuscript.passages[at].words != now
    changed = replace(manuscript.passages[at], words=now)
    return replace(manuscript, passages=(*manuscript.passages[:at], changed, *manuscript.passages[at + 1 :]))


@pytest.mark.parametrize(
    ("row", "head", "now"),
    [
        ("Cover", "Codings", "5"),
        ("Cover", "Cases", "6"),
        ("P03", "Codings", "4"),
        ("12", "In this report", "7 participants, 6 transcripts."),
    ],
)
def test_a_changed_count_in_an_appendix_is_told(manuscript: Manuscript, ground: Ground, row: str, head: str, now: str):
    (mend,) = mends(in_cell(manuscript, row, head, now), ground)
    assert ("figure", "wrong", now) == (mend.about, mend.severity, mend.found)


def test_a_sentence_that_its_author_wrote_anew_is_not_compared_with_themes_own(manuscript: Manuscript, ground: Ground):
    found = check_report(manuscript, ground)
    anew = with_words(manuscript, "18 codings by hand and 0 by accepting what was proposed", "99 codings in all")
    then = check_report(anew, ground)
    assert not then.mends
    assert (found.n_own - 1, found.n_own_figures - 2) == (then.n_own, then.n_own_figures)


def test_a_report_that_shows_fewer_quotations_is_checked_by_what_it_was_to_show(tmp_path: Path):
    material, place = manuscripts.study(), tmp_path / "report.docx"
    write_word(gather(material, max_quotations=2), place, at=datetime(2026, 11, 22, tzinfo=UTC))
    read = manuscript_of(place.read_bytes())
    shown = origin_of(read.properties).max_quotations
    assert shown == 2
    assert not mends(read, Ground(material, max_quotations=shown))
    assert mends(read, Ground(material))
