"""A page of a PDF as strips of text: what stands side by side without a gap, and where on the page it stands.

A PDF knows neither words nor lines, only characters at places. PDFium gathers them into runs (Chrome reads pages so);
we keep the places, since they alone tell a paragraph's end from the width of the page.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# In units of the letters' size: a justified line stretches spaces to one, columns of a table stand further apart.
_WIDE_GAP = 1.5
_SAME_LINE = 0.5
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 700
_LONGEST_FONT_NAME = 128
_LINE_ENDS = "\r\n"
# What PDFium puts for a hyphen at which it saw a line end.
_HYPHENS = "\ufffe\x02"
_FAR_BACK = 2
_SMALLEST = 1.0
_LARGEST = 500.0
_MOST_OF_PAGE = 0.5
_MOST_PICTURES = 200
_FEW_LETTERS = 80

Place = tuple[float, float, float]
"""Left and right of a character, and the height that it stands on, in points, as the page is seen."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Text side by side on one line of a page, with its place in points: x to the right, y upwards.

    ``base`` is the height of the line that its letters stand on; ``size`` that of the letters; ``first_word`` the width
    of its first word. ``n_bold`` is how many characters at its start are bold.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    first_word: float
    n_bold: int = 0

    def beside(self, other: Strip) -> bool:
        """Whether two strips stand on one line."""
        nearer = max(self.size, other.size)
        return self.page == other.page and abs(self.base - other.base) < _SAME_LINE * nearer


@dataclass(frozen=True, slots=True)
class Page:
    """A page's strips in the order in which they were drawn, and its height in points.

    ``n_outside`` counts strips that lie outside the page, where nobody sees them; ``pictured`` says that a picture
    covers most of it and hardly a word stands on it.
    """

    strips: tuple[Strip, ...]
    height: float
    n_outside: int
    pictured: bool


def take_page(page: Any, number: int) -> Page:  # noqa: ANN401 - pypdfium2's types come with the import
    """The strips of one page.

    Args:
        page: A ``pypdfium2.PdfPage``.
        number: Its place in the file, from 0.
    """
    width, height = page.get_size()
    strips = [strip for run in _runs(page) for strip in _strips(run, number)]
    seen = tuple(strip for strip in strips if _meets(strip, width, height))
    # Asked only of pages with next to no words: it takes longer than all the rest.
    bare = sum(len(strip.text) for strip in seen) < _FEW_LETTERS
    return Page(seen, height, len(strips) - len(seen), pictured=bare and _pictured(page, width * height))


def _meets(strip: Strip, width: float, height: float) -> bool:
    """Whether more than a sliver of a strip lies on the page."""
    middle = strip.base + strip.size / 3
    return strip.right > 0 and strip.left < width and 0 < middle < height


def _pictured(page: Any, area: float) -> bool:  # noqa: ANN401 - pypdfium2's types come with the import
    """Whether one picture covers most of the page, as a scanned one's does."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - the page that is read has brought it

    most = 0.0
    for nth, picture in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = picture.get_bounds()
        most = max(most, abs((right - left) * (top - bottom)))
        if nth > _MOST_PICTURES:
            break
    return most > _MOST_OF_PAGE * area


@dataclass(slots=True)
class _Run:
    """Characters that PDFium took for one run, each with its place; white space has none."""

    letters: list[str]
    places: list[Place | None]
    first: int
    text_page: Any

    def bold(self, index: int) -> bool:
        """Whether the character at an index of this run is bold, by its font's name or weight."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self.text_page, self.first + index, name, _LONGEST_FONT_NAME, flags)
        heavy = pdfium.FPDFText_GetFontWeight(self.text_page, self.first + index) >= _BOLD_WEIGHT
        return heavy or _BOLD_NAME.search(name.value) is not None

    def size(self, index: int) -> float:
        """The size of the character at an index of this run, in points: its font's, scaled as the page scales it."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        matrix = pdfium.FS_MATRIX()
        size: float = pdfium.FPDFText_GetFontSize(self.text_page, self.first + index)
        if pdfium.FPDFText_GetMatrix(self.text_page, self.first + index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        return min(max(size, _SMALLEST), _LARGEST)


def _runs(page: Any) -> Iterator[_Run]:  # noqa: ANN401 - as above
    """The page's characters, parted where PDFium sees the end of a line."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    text_page = page.get_textpage()
    # Bound once: these run for every character, and an hour of talk has 60,000.
    letter_at, box_at, origin_at = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    handle, box, x, y = text_page.raw, pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    as_seen = _as_seen(page)
    run = _Run([], [], 0, text_page)
    for index in range(text_page.count_chars()):
        letter = chr(letter_at(handle, index))
        if letter in _LINE_ENDS:
            if run.letters:
                yield run
            run = _Run([], [], index + 1, text_page)
            continue
        run.letters.append(letter)
        if letter == " " or not (box_at(handle, index, at_box) and origin_at(handle, index, at_x, at_y)):
            run.places.append(None)
        elif as_seen is None:
            run.places.append((box.left, box.right, y.value))
        else:
            run.places.append(as_seen(box, x.value, y.value))
        if letter in _HYPHENS:
            run.letters[-1] = "-"
            yield run
            run = _Run([], [], index + 1, text_page)
    if run.letters:
        yield run


def _as_seen(page: Any) -> Callable[[Any, float, float], Place] | None:  # noqa: ANN401 - as above
    """What turns a place in the page's own space to one on the page as it is shown: a corner at 0, turned by quarters.

    None where they are the same.
    """
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Callable[[Any, float, float], Place]] = {
        0: lambda box, _x, y: (box.left - left, box.right - left, y - bottom),
        90: lambda box, x, _y: (box.bottom - bottom, box.top - bottom, right - x),
        180: lambda box, _x, y: (right - box.right, right - box.left, top - y),
        270: lambda box, x, _y: (top - box.top, top - box.bottom, x - left),
    }
    turned = page.get_rotation()
    return turns[turned] if turned or left or bottom else None


def _strips(run: _Run, number: int) -> Iterator[Strip]:
    """A run cut where a wide gap parts it, or the line changes all the same."""
    first, last = -1, -1
    size = _SMALLEST
    for index, place in enumerate(run.places):
        if place is None:
            continue
        before = run.places[last] if first >= 0 else None
        if before is not None and _parted(before, place, size):
            yield _strip(run, first, last, number, size)
            first = -1
        if first < 0:
            first, size = index, run.size(index)
        last = index
    if first >= 0:
        yield _strip(run, first, last, number, size)


def _parted(before: Place, place: Place, size: float) -> bool:
    """Whether a character does not stand on the same line, close behind the one before it."""
    gap = place[0] - before[1]
    return gap > _WIDE_GAP * size or gap < -_FAR_BACK * size or abs(place[2] - before[2]) > _SAME_LINE * size


def _strip(run: _Run, first: int, last: int, number: int, size: float) -> Strip:
    """The characters from one place to another as a strip."""
    held = [place for place in run.places[first : last + 1] if place is not None]
    end = first
    while end < last and run.places[end + 1] is not None:
        end += 1
    text = "".join(run.letters[first : last + 1])
    return Strip(
        text=text,
        page=number,
        left=held[0][0],
        right=max(place[1] for place in held),
        base=held[0][2],
        size=size,
        first_word=held[end - first][1] - held[0][0],
        n_bold=_n_bold(run, first, text),
    )


def _n_bold(run: _Run, first: int, text: str) -> int:
    """How many characters at a strip's start are bold, looked up once a word and no further than a label goes."""
    n_bold = 0
    for word in re.finditer(r"\S+\s*", text):
        if not run.bold(first + word.start()):
            return n_bold
        n_bold = word.end()
    return n_bold
