"""What files' names say by a pattern."""

from __future__ import annotations

import pytest
from tests.clock import quickest

from themes.errors import Refused
from themes.filenames import pattern_of


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("{site}_{role}_{case}.docx", "Leeds_chair_P07.odt", {"site": "Leeds", "role": "chair", "case": "P07"}),
        ("{case} {…}", "P07 first interview.txt", {"case": "P07"}),
        ("Interview {case}", "interview 12.docx", {"case": "12"}),
        ("{case}_GMT{date}-{…}", "P1_GMT20211126-112909.odt", {"case": "P1", "date": "20211126"}),
        ("{site} - {case} (final)", "Leeds - P2 (final).docx", {"site": "Leeds", "case": "P2"}),
        ("{site}_{case}", "Leeds.docx", None),
        ("{site}_{case}", "_P2.docx", None),
        ("{site}_{case}", "Royal_Derby_P2.docx", {"site": "Royal", "case": "Derby_P2"}),
    ],
)  # fmt: skip
def test_a_name_is_read_by_its_pattern(pattern: str, name: str, found: dict[str, str] | None):
    read = pattern_of(pattern).read(name)
    assert found == (None if read is None else dict(read))


@pytest.mark.parametrize(
    "pattern", ["", "interview.docx", "{case}{site}", "{case}_{Case}", "{case", "{…}_{}", "{a}}_{b}"]
)
def test_a_pattern_that_says_nothing_is_refused_with_how_to_write_one(pattern: str):
    with pytest.raises(Refused, match=r"Write it like \{site\}_\{role\}_\{case\}"):
        pattern_of(pattern)


def test_a_long_name_takes_no_time():
    pattern = pattern_of("_".join(f"{{a{nth}}}" for nth in range(12)))
    assert quickest(lambda: pattern.read("_a" * 100_000), within=1) < 1


@pytest.mark.parametrize("name", ["Straße_P07.txt", "İİİ_P07.txt", "ﬀ_P07.txt"])
def test_letters_that_grow_when_folded_shift_nothing(name: str):
    assert {"site": name[:-8], "case": "P07"} == dict(pattern_of("{site}_{case}").read(name) or {})


def test_what_ends_a_name_is_looked_for_at_its_end():
    assert {"case": "P07_"} == dict(pattern_of("{case}__").read("P07___.txt") or {})
