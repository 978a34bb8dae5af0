"""PDFs: paragraphs from printed lines, what stands at the edges, words cut at line ends, and what cannot be read.

Pages are written here line by line, so that a test says where each stands; Courier's letters are all 6 points wide.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.read.turns import who_said_what

from themes.errors import BrokenFile
from themes.read import read, whole
from themes.read.formats import pdf
from themes.read.source import Source

# Where a line begins (points from the left and from the bottom), its words, and whether it is bold.
Placed = tuple[float, float, str, bool]
_TALK = (
    "Interviewer: How did it begin, for you?\n"
    "Chair: Well, it began with a letter that nobody could find afterwards, and then with a meeting at which "
    "everybody said that they had read it, although only two of us ever had.\n"
    "Interviewer: And then?\n"
    "Chair: Then we wrote it again, and this time there were five people in the room, which was better, and the "
    "second one went out to all of the wards before the summer.\n"
)


def _file(pages: Sequence[Sequence[Placed]], *, extra: bytes = b"") -> bytes:
    """A PDF of some pages with Courier and Courier-Bold."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * nth) for nth in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
            b"/Length 1 >>\nstream\n\x80\nendstream"
        ),
    ]
    for nth, placed in enumerate(pages):
        drawn = b"".join(
            b"BT /F%d 10 Tf %f %f Td (%s) Tj ET\n"
            % (2 if bold else 1, x, y, words.encode("cp1252").translate(None, b"()\\"))
            for x, y, words, bold in placed
        )
        drawn += extra
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im 5 0 R >> >> >>" % (7 + 2 * nth),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        ]
    body, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + end


def _printed(text: str, *, width: int = 60, gap: float = 12.0, top: float = 700.0) -> list[Placed]:
    """Paragraphs as a program prints them: wrapped at a width in letters, a gap between paragraphs in points."""
    placed: list[Placed] = []
    y = top
    for paragraph in text.splitlines():
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=True):
            placed.append((72.0, y, line, False))
            y -= 12
        y -= gap
    return placed


def _source(pages: Sequence[Sequence[Placed]]) -> Source:
    return pdf.read(_file(pages))


def _texts(pages: Sequence[Sequence[Placed]]) -> list[str]:
    return [line.text for line in _source(pages).lines]


def _left_out(source: Source) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {dropped.what: (dropped.count, dropped.examples) for dropped in source.dropped}


@pytest.mark.parametrize("gap", [12.0, 0.0])
def test_printed_lines_become_the_paragraphs_that_were_typed_with_and_without_space_between_them(gap: float):
    assert _TALK.splitlines() == _texts([_printed(_TALK, gap=gap)])


def test_who_speaks_is_found_through_the_fence():
    transcript = read("a.pdf", _file([_printed(_TALK)]))
    assert ["Interviewer", "Chair", "Interviewer", "Chair"] == [label for label, _words in who_said_what(transcript)]
    assert ("pdf", "label before the words") == (transcript.format, transcript.layout)


def test_a_paragraph_goes_on_over_the_end_of_the_page():
    lines = _printed(_TALK)
    first, second = lines[:3], [(x, y + 60, words, bold) for x, y, words, bold in lines[3:]]
    assert _TALK.splitlines() == _texts([first, second])


def test_running_heads_and_page_numbers_are_left_out_with_examples():
    pages = [
        [
            (72.0, 800.0, "Study of wards, interview 7", False),
            *_printed(_TALK),
            (290.0, 30.0, f"Page {nth} of 3", False),
        ]
        for nth in (1, 2, 3)
    ]
    source = _source(pages)
    assert _TALK.splitlines() * 3 == [line.text for line in source.lines]
    assert {
        "running heads": (3, ("Study of wards, interview 7",)),
        "page numbers": (3, ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3")),
    } == _left_out(source)


def test_the_number_of_a_single_page_is_left_out():
    assert {"page numbers": (1, ("1/1",))} == _left_out(_source([[*_printed(_TALK), (560.0, 20.0, "1/1", False)]]))


def test_a_turn_that_opens_every_page_is_no_running_head():
    page = [(72.0, 712.0, "Chair: Yes.", False), *_printed(_TALK)]
    source = _source([page, page, page])
    assert (3, {}) == ([line.text for line in source.lines].count("Chair: Yes."), _left_out(source))


def test_an_answer_that_is_a_number_is_kept():
    talk = "Interviewer: How many of you were there?\nChair:\n12\nInterviewer: And now?\nChair:\n7\n"
    assert {"12", "7"} <= set(_texts([_printed(talk)]))


def test_numbers_of_lines_in_the_margin_are_left_out():
    lines = _printed(_TALK)
    numbers: list[Placed] = [(40.0, y, str(nth), False) for nth, (_x, y, _words, _bold) in enumerate(lines, start=1)]
    mixed = [placed for pair in zip(numbers, lines, strict=True) for placed in pair]
    for drawn in ([*numbers, *lines], mixed):
        source = _source([drawn])
        assert (_TALK.splitlines(), len(lines)) == (
            [line.text for line in source.lines],
            _left_out(source)["numbers in the margin"][0],
        )


def test_words_outside_the_page_are_left_out_and_counted():
    source = _source([[*_printed(_TALK), (72.0, -40.0, "cut off by the printer", False)]])
    assert (_TALK.splitlines(), 1) == (
        [line.text for line in source.lines],
        _left_out(source)["pieces outside the page"][0],
    )


def test_a_hyphen_of_the_typist_at_a_line_end_stays():
    talk = [
        "Chair: It was a meeting that was very long and well-",
        "known for it, as we know, and known to all of us.",
        "Yes.",
    ]
    lines: list[Placed] = [(72.0, 700.0 - 12 * nth, words, False) for nth, words in enumerate(talk)]
    source = _source([lines])
    assert "long and well-known for it," in source.lines[0].text
    assert {} == _left_out(source)


def test_words_that_a_program_cut_are_whole_again():
    talk = [
        "Chair: It was a meeting that was long, and the pro-",
        "gramme was late, and the commissioner, who is respon-",
        "sible for it, told us about well-being and the pro-",
        "gramme again, which is why the programme is well-",
        "being now, and so we have to wait until he, I don't kn-",
        "I don't know what.",
    ]
    source = _source([[(72.0, 700.0 - 12 * nth, words, False) for nth, words in enumerate(talk)]])
    assert (
        "Chair: It was a meeting that was long, and the programme was late, and the commissioner, who is responsible "
        "for it, told us about well-being and the programme again, which is why the programme is well-being now, and "
        "so we have to wait until he, I don't kn- I don't know what."
    ) == source.lines[0].text
    assert {"hyphens at line ends": (3, ())} == _left_out(source)


def test_a_name_alone_in_bold_is_a_label_though_the_line_before_it_is_full():
    lines: list[Placed] = []
    for nth in range(3):
        lines += [
            (72.0, 700.0 - 48 * nth, "Ann Lee", True),
            (72.0, 688.0 - 48 * nth, "So how did it begin for you, if I may ask you that?", False),
            (72.0, 676.0 - 48 * nth, "Bea Moss", True),
            (72.0, 664.0 - 48 * nth, "It began with a letter that no one had in their box", False),
        ]
    said = who_said_what(read("a.pdf", _file([lines])))
    assert ["Ann Lee", "Bea Moss"] * 3 == [label for label, _words in said]


def test_bold_names_are_told_from_the_words_behind_them():
    line = _source([[(72.0, 700.0, "Ann Lee", True), (120.0, 700.0, "So how did it begin?", False)]]).lines[0]
    assert ("Ann Lee So how did it begin?", "Ann Lee ") == (line.text, line.text[: line.n_bold])


def test_columns_far_apart_are_parted_by_a_tab():
    lines: list[Placed] = []
    for nth, (label, words) in enumerate(
        [("Interviewer", "So?"), ("Chair", "Yes."), ("Interviewer", "Oh?"), ("Chair", "No.")]
    ):
        lines += [(72.0, 700.0 - 20 * nth, label, False), (200.0, 700.0 - 20 * nth, words, False)]
    assert [("Interviewer", "So?"), ("Chair", "Yes."), ("Interviewer", "Oh?"), ("Chair", "No.")] == who_said_what(
        read("a.pdf", _file([lines]))
    )


def test_indented_first_lines_open_paragraphs():
    wrapped = [textwrap.wrap(paragraph, 60) for paragraph in _TALK.splitlines() * 2]
    lines: list[Placed] = []
    for paragraph in wrapped:
        for nth, line in enumerate(paragraph):
            lines.append((72.0 if nth else 100.0, 760.0 - 12 * len(lines), line, False))
    assert _TALK.splitlines() * 2 == _texts([lines])


def test_a_page_turned_on_its_side_is_read_as_it_is_seen():
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    upright = _file([_printed(_TALK)])
    for angle in (90, 180, 270):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(upright)))
        writer.pages[0].rotate(angle).transfer_rotation_to_content()
        writer.pages[0].rotate(-angle)
        held = io.BytesIO()
        writer.write(held)
        assert _TALK.splitlines() == [line.text for line in pdf.read(held.getvalue()).lines]


def test_a_scanned_file_is_refused_with_what_to_do():
    scanned = _file([[], []], extra=b"q 595 0 0 842 0 0 cm /Im Do Q\n")
    with pytest.raises(BrokenFile, match=r"pictures of pages and no text. Run text recognition \(OCR\)"):
        pdf.read(scanned)


def test_a_picture_under_recognised_text_is_no_scan_without_text():
    recognised = _file([_printed(_TALK)], extra=b"q 595 0 0 842 0 0 cm /Im Do Q\n")
    assert _TALK.splitlines() == [line.text for line in pdf.read(recognised).lines]


def test_a_protected_file_is_refused_with_what_to_do():
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_file([_printed(_TALK)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(BrokenFile, match=r"protected by a password\. Save it without one"):
        pdf.read(held.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"%PDF-1.4\n" + b"\0" * 400, _file([_printed(_TALK)])[:300]])
def test_a_file_that_is_damaged_is_refused_in_words(data: bytes):
    with pytest.raises(BrokenFile, match=r"it is damaged or cut short|there are no words"):
        read("a.pdf", data)


def test_a_text_that_mentions_the_mark_of_a_pdf_is_none():
    assert "txt" == read("a.txt", b"Interviewer: So?\n\nChair: It began with %PDF- and ended there.\n").format


def test_a_print_of_coded_segments_is_read_without_losing_a_word(shared_data: Path):
    data = (shared_data / "coded" / "explainability_interviews" / "coded-segments.pdf").read_bytes()
    lines = pdf.read(data).lines
    # Poppler's words, less those that a line end has cut at a hyphen (looked at once: the same in the same order).
    assert (36_712, "Coded Segments") == (sum(len(line.text.split()) for line in lines), lines[0].text)


def test_the_cues_of_teams_printed_as_a_pdf_have_voices_and_times():
    said = ["How was the ward?", "It was loud. At night mostly.", "Right. And who told you?", "Nobody did."] * 3
    cues = [
        f"0:0:{nth * 7}.0 --> 0:0:{nth * 7 + 5}.120\n{('Jane Doe', 'Ali Khan')[nth % 2]}\n{words}"
        for nth, words in enumerate(said)
    ]
    found = whole.transcript(_file([_printed("\n".join(cues), gap=0)]), name="a.pdf")
    assert [(("Jane Doe", "Ali Khan")[nth % 2], words) for nth, words in enumerate(said)] == who_said_what(found)
    assert [(nth * 7.0, round(nth * 7 + 5.12, 2)) for nth in range(12)] == [
        (turn.start_seconds, turn.end_seconds) for turn in found.turns
    ]
