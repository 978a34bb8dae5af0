"""Names and consent by command line."""

from __future__ import annotations

from pathlib import Path

from themes.project import Project


def _searched(themes, study: Path) -> None:
    assert themes("names", study, "--find").code == 0
    themes("keep-names", study, "--all")


def test_names_says_how_far_each_transcript_is(themes, study: Path):
    before = themes("names", study, "--json").facts
    assert {"not begun"} == {row["state"] for row in before["transcripts"]}
    found = themes("names", study, "--find", "--json").facts
    assert found["new"] == sum(row["undecided"] for row in found["transcripts"]) > 0


def test_identifiers_print_words_only_when_asked(themes, study: Path):
    themes("names", study, "--find")
    without = themes("identifiers", study, "--json").facts
    assert without
    assert all("words" not in row for row in without)
    assert all(row["words"] for row in themes("identifiers", study, "--words", "--json").facts)


def test_release_is_refused_until_all_is_decided_and_then_replaces(themes, study: Path):
    refused = themes("release", study)
    assert (1, "Nobody has looked for names" in refused.err) == (refused.code, True)
    themes("names", study, "--find")
    assert "undecided" in themes("release", study).err
    first = themes("identifiers", study, "--words", "--json").facts[0]
    told = themes("accept-names", study, first["id"], "--pseudonym", "somebody", "--everywhere", "--json").facts
    assert {"somebody"} == {row["pseudonym"] for row in told}
    themes("keep-names", study, "--all")
    released = themes("release", study, "--json").facts
    assert sum(released["replaced"].values()) == len(told)
    with Project.open(study, read_only=True) as project:
        assert any("[somebody]" in transcript.text for transcript in project.transcripts())
    assert [] == themes("check", study, "--json").facts["unreleased"]


def test_check_says_what_is_not_released(themes, study: Path):
    assert 3 == len(themes("check", study, "--json").facts["unreleased"])
    assert themes("check", study).code == 0


def test_a_report_needs_a_release_or_a_declaration_or_insistence(themes, study: Path, tmp_path: Path):
    out = tmp_path / "out.docx"
    refused = themes("report", study, out)
    assert (1, "themes study --pseudonymised" in refused.err, out.exists()) == (refused.code, True, False)
    assert themes("report", study, out, "--insist").code == 0
    assert themes("study", study, "--pseudonymised").code == 0
    assert themes("report", study, out).code == 0
    assert themes("study", study, "--json").facts["pseudonymised"] is True


def test_a_name_that_was_missed_is_marked_by_its_place(themes, study: Path):
    told = themes("mark-name", study, "01-harrowmere-chair", 500, 510, "--kind", "place", "--json").facts
    assert ("place", True) == (told["kind"], told["end"] <= 510)


def test_a_second_reading_gives_the_recall(themes, study: Path):
    _searched(themes, study)
    title = "01-harrowmere-chair"
    with Project.open(study) as project:
        project.finish_first_reading(title)
    sample = themes("second-reading", study, title, "--begin", "--coder", "CD", "--json").facts["sample"]
    start = sample[0]["start"]
    ended = themes(
        "second-reading", study, title, "--seen", start, start + 4, "other", "--finish", "--coder", "CD", "--json"
    )
    assert (1, "CD", False) == (
        ended.facts["present in sample"], ended.facts["second reader"], ended.facts["same reader"]
    )  # fmt: skip


def test_consent_is_said_listed_and_enforced_in_lists(themes, study: Path):
    assert {"quote"} == {row["use"] for row in themes("consent", study, "--json").facts}
    case = themes("codings", study, "--json").facts[0]["case"]
    themes("consent", study, case, "paraphrase", "--until", "2999-01-31")
    assert "[paraphrase only]" == themes("codings", study, "--json").facts[0]["words"]
    themes("consent", study, case, "none")
    listed = themes("codings", study, "--json")
    assert ([], True) == (listed.facts, "1 left out" in listed.err)
    assert 2 == themes("consent", study, case).code


def test_a_key_may_lie_elsewhere(themes, study: Path, tmp_path: Path):
    place = tmp_path / "safe" / "elsewhere.key"
    place.parent.mkdir()
    names = tmp_path / "names.txt"
    names.write_text("Wexfordia Plimm\n", encoding="utf-8")
    themes("names", study, "--add", names, "--key", place)
    assert (True, False) == (place.exists(), study.with_suffix(".key").exists())


def test_no_list_of_names_leaves_without_being_asked_for(themes, study: Path, tmp_path: Path):
    names = tmp_path / "names.txt"
    names.write_text("Wexfordia Plimm\n", encoding="utf-8")
    assert "Wexfordia" not in themes("names", study, "--add", names, "--json").out
    assert "Wexfordia" in themes("names", study, "--words").out


def test_no_command_prints_the_words_of_who_allows_no_use_of_them(themes, study: Path):
    (row,) = themes("codings", study, "--json").facts
    words = row["words"].split()
    with Project.open(study) as project:
        chair = project.transcript("01-harrowmere-chair")
        turn = next(turn for turn in chair.turns if turn.start <= row["start"] < turn.end)
        case = project.case(chair.speakers[turn.speaker].case_id).label
    assert themes("consent", study, case, "none").code == 0
    place = ("01-harrowmere-chair", row["start"], row["end"])
    said = [
        themes("code", study, *place, "Asking"),
        themes("uncode", study, row["id"]),
        themes("correct", study, place[0], row["start"], row["start"], "So "),
        themes("correct", study, place[0], row["start"], row["end"] + 3, "Gone"),
        themes("displaced", study, "--json"),
    ]
    assert [0] * len(said) == [one.code for one in said]
    assert [] == [one.out for one in said if " ".join(words[3:9]) in " ".join(one.out.split())]
    (lost,) = said[-1].facts
    assert "[not to be used]" == lost["was"]
    assert "[not to be used]" in themes("displaced", study, "--place", lost["id"], row["start"], row["start"] + 4).out
