"""``themes memo``, ``themes memos`` and ``themes search``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Themes = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821 - conftest's


def test_a_memo_is_written_on_a_code_listed_changed_and_removed(study: Path, themes: Themes) -> None:
    made = themes("memo", study, "Too wide?", "--code", "Board engagement", "--json").facts

    themes("memo", study, "Far too wide.", "--change", made["id"])

    (listed,) = themes("memos", study, "--on", "code", "--json").facts
    assert ("Far too wide.", "Board engagement") == (listed["text"], listed["of"])
    assert "Removed" in themes("memo", study, "--remove", made["id"][:8]).out
    assert "No memo.\n" == themes("memos", study).out


def test_a_memo_links_to_a_quotation_and_is_written_to_a_file(study: Path, themes: Themes, tmp_path: Path) -> None:
    coding = themes("codings", study, "--json").facts[0]
    made = themes("memo", study, "Compare", "--link", coding["quotation"], "--json").facts
    assert [coding["quotation"]] == made["quotations"]
    assert made["text"].startswith("Compare “")

    refused = themes("memos", study, "--write", tmp_path / "memos.txt")
    assert (1, True) == (refused.code, "Names may still stand" in refused.err)
    themes("memo", study, "--remove", made["id"])
    themes("memo", study, "Nothing quoted.")
    assert 0 == themes("memos", study, "--write", tmp_path / "memos.txt").code
    assert "Nothing quoted." in (tmp_path / "memos.txt").read_text(encoding="utf-8")


def test_a_memo_without_words_or_on_two_things_is_not_understood(study: Path, themes: Themes) -> None:
    assert 2 == themes("memo", study).code
    assert 2 == themes("memo", study, "On both.", "--code", "Asking", "--case", "P01").code


def test_hits_stand_in_their_context_and_are_coded_in_one_step(study: Path, themes: Themes) -> None:
    found = themes("search", study, "board NEAR/9 paper*", "--json").facts
    assert {"transcript", "start", "end", "words", "before", "after", "said by"} == set(found[0])

    coded = themes("search", study, "board NEAR/9 paper*", "--take", "sentence", "--code", "Asking")

    rows = themes("codings", study, "--code", "Asking", "--json").facts
    assert coded.out.startswith(f"{len(rows)} of {len(rows)} hits coded as “Asking”")
    assert {True} == {row["unread"] for row in rows}
    themes("undo", study)
    assert [] == themes("codings", study, "--code", "Asking", "--json").facts
