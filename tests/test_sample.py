"""The sample study is built whole, or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from themes import Project, places
from themes.errors import BrokenFile, ProjectExists
from themes.sample import Sample, build


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample study without candidate themes."""
    return build(tmp_path_factory.mktemp("sample") / "sample", coder="You", with_candidates=False)


def test_the_sample_holds_all_of_the_corpus(sample, corpus):
    files = list((corpus / "interviews").iterdir())
    rows = sum(
        len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in sorted((corpus / "codings").glob("*.csv"))
    )
    with Project.open(sample.path, read_only=True) as project:
        assert (len(files), rows) == (len(project.transcripts()), len(project.codings()))
        assert {"AB", "CD", "You"} == {coder.name for coder in project.coders()}


def test_the_sample_says_that_it_is_fictional(sample):
    with Project.open(sample.path, read_only=True) as project:
        assert "invented" in project.study.notice


def test_whoever_opens_the_sample_next_acts_as_themselves(sample):
    with Project.open(sample.path, read_only=True) as project:
        assert project.coder.name == "You"


def test_coded_transcripts_count_as_looked_at_by_who_coded_them(sample):
    with Project.open(sample.path, read_only=True) as project:
        coded = {(one.transcript.id, one.coder.id) for one in project.codings()}
        looked = {
            (transcript_id, coder_id)
            for (transcript_id, _), coder_ids in project.looked_at().items()
            for coder_id in coder_ids
        }
    assert coded == looked


def test_each_participant_has_a_case_with_attributes(sample):
    with Project.open(sample.path, read_only=True) as project:
        assert [f"P{nth:02d}" for nth in range(1, 16)] == [case.label for case in project.cases()]
        assert all("role" in project.values(case) for case in project.cases())


def test_the_sample_is_sound(sample):
    with Project.open(sample.path, read_only=True) as project:
        assert project.check() == []


def test_a_sample_that_is_there_is_not_made_again(sample):
    with pytest.raises(ProjectExists):
        build(sample.path, coder="You", with_candidates=False)


def test_a_sample_that_breaks_off_leaves_nothing(tmp_path, corpus, monkeypatch):
    broken = tmp_path / "corpus"
    (broken / "interviews").mkdir(parents=True)
    (broken / "codings").mkdir()
    for name in ("study.toml", "cases.csv"):
        (broken / name).write_bytes((corpus / name).read_bytes())
    first = min((corpus / "interviews").iterdir())
    (broken / "interviews" / first.name).write_bytes(first.read_bytes())
    (broken / "codings" / "a.csv").write_text(
        f"transcript,coder,code,valence,words\n{first.name},AB,Board engagement,,never said by anybody\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(places, "corpus", lambda: broken)
    with pytest.raises(BrokenFile):
        build(tmp_path / "sample.themes", coder="You", with_candidates=False)
    assert ["corpus"] == sorted(path.name for path in tmp_path.iterdir())


def test_the_study_names_a_codebook_that_is_there(corpus):
    study = tomllib.loads(Path(corpus / "study.toml").read_text(encoding="utf-8"))
    assert (places.codebooks() / study["codebook"]).is_file()
