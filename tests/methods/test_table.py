import re
from dataclasses import FrozenInstanceError

import pytest

from themes.errors import NotFound
from themes.methods import DEFAULT, METHODS, method
from themes.model import Study


def test_the_six_methods_of_the_design_are_there_with_codebook_first():
    assert ["codebook", "reflexive", "framework", "template", "realist", "content"] == list(METHODS)


def test_a_study_that_says_nothing_declares_the_default():
    assert Study(id="s", title="t").method == DEFAULT


@pytest.mark.parametrize("name", METHODS)
def test_each_method_names_its_source_by_author_and_year(name: str):
    assert re.fullmatch(r"[A-Z][\w ]+ \d{4}", METHODS[name].source)
    assert name == METHODS[name].name


@pytest.mark.parametrize("name", METHODS)
def test_each_meaning_is_one_line(name: str):
    assert 1 == len(METHODS[name].meaning.splitlines())
    assert len(METHODS[name].sentence) < 220


def test_a_method_is_found_whatever_its_case():
    assert METHODS["realist"] == method(" Realist ")


def test_an_unknown_method_is_refused_with_those_there_are():
    with pytest.raises(NotFound, match="codebook, reflexive"):
        method("grounded")


def test_methods_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        METHODS["codebook"].name = "other"  # type: ignore[misc]
