"""The findings on the page, as Streamlit shows them."""

from __future__ import annotations

import pytest


def script(*, loose: bool) -> None:
    """A page of findings on a theme, with a transcript whose title names a person."""
    from dataclasses import replace  # noqa: PLC0415 - AppTest runs the function's body alone

    from tests.report.studies import interviews  # noqa: PLC0415

    from themes.model import Code, Coding, Theme  # noqa: PLC0415
    from themes.report import gather  # noqa: PLC0415
    from themes.ui.pages import preview  # noqa: PLC0415

    material = interviews(3)
    material = replace(
        material,
        transcripts=tuple(replace(one, title=f"Jane Smith {one.id}") for one in material.transcripts),
        codes=(*material.codes, Code(id="o", name="Other")),
        code_paths={"time": "Time", "o": "Other"},
        codings=(*material.codings[:1], Coding(id="x", quotation_id="q2", code_id="o", coder_id="ab")),
        themes=(Theme(id="h", name="Time matters", code_ids=("time",) if loose else ("time", "o")),),
    )
    preview.show(gather(material))


def shown(*, loose: bool) -> list[str]:
    testing = pytest.importorskip("streamlit.testing.v1")
    page = testing.AppTest.from_function(script, kwargs={"loose": loose}).run()
    assert not page.exception
    return [one.value for one in (*page.header, *page.markdown, *page.text)]


def test_a_quotation_stands_by_a_neutral_reference_and_its_time():
    told = shown(loose=True)
    assert "P01, nurse · interview 1 at 0:00:10" in told
    assert not any("Jane" in one for one in told)


def test_codes_in_no_theme_stand_on_the_page_where_there_are_any():
    told = shown(loose=True)
    assert "Codes in no theme" in told
    assert "- Other: at least 1 of 3 participants, 1 quotation" in told
    assert "Codes in no theme" not in shown(loose=False)


def test_who_was_not_heard_and_not_looked_at_is_told_as_in_word():
    assert any("Of the 2 not heard, 2 have not been looked at" in one.replace("\\", "") for one in shown(loose=True))
