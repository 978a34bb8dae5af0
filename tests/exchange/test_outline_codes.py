"""An outline of codes with quotations below them, as people keep in Markdown (FORMATS.md, 30)."""

from __future__ import annotations

from themes.exchange import outline_codes

OUTLINE = """# Codes

## Data

For now everything goes here.

### What is an ensemble?

  - Multiple profiles / runs
    - P1: "Purposely multiple profiles, as in \\[DatasetAPI]."
    - P3: "we allow multi runs"
  - Not decided
### Who asks?
  - P5: nobody asks
"""


def test_headings_and_bullets_are_the_path_and_quotations_name_their_transcript():
    found = outline_codes.read(OUTLINE)
    assert [
        (
            "P1",
            "Purposely multiple profiles, as in [DatasetAPI].",
            ("Data", "What is an ensemble?", "Multiple profiles / runs"),
        ),
        ("P3", "we allow multi runs", ("Data", "What is an ensemble?", "Multiple profiles / runs")),
        ("P5", "nobody asks", ("Data", "Who asks?")),
    ] == [(one.text_name, one.words, *one.codes) for one in found.passages]


def test_an_outline_is_told_from_a_transcript_in_markdown():
    assert outline_codes.is_outline(OUTLINE)
    assert not outline_codes.is_outline("## Talk\n\n**P1:** Yes.\n\n- P1: Yes.\n")
    assert not outline_codes.is_outline("- P1: Yes.\n- P2: No.\n")
