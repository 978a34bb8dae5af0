"""The thematic map: themes, their sub-themes and the codes that carry them, as one picture with counts.

A pure function from facts to SVG (W3C, Scalable Vector Graphics 1.1): the same facts give the same picture, byte for
byte. Themes stand at the left in their order, codes at the right in the order in which themes name them, so that lines
cross little; each theme's lines have a colour and a pattern of their own. Words are escaped, and nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from themes.colours import COLOURS, sound


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCode:
    """A code on the map; ``figure`` says how widely it was heard ("9 of 12"), empty where it is not told."""

    id: str
    name: str
    colour: str
    n_quotations: int
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTheme:
    """A theme on the map, with the codes that carry it itself; ``parent_id`` is its theme where it is a sub-theme."""

    id: str
    name: str
    parent_id: str | None
    code_ids: tuple[str, ...]
    n_quotations: int
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicMap:
    """What the map shows: themes in their order, each followed by its sub-themes; codes that some theme names."""

    title: str
    themes: tuple[MapTheme, ...]
    codes: tuple[MapCode, ...]

    @property
    def words(self) -> str:
        """What the picture shows, for who cannot see it."""
        n_main = sum(theme.parent_id is None for theme in self.themes)
        n_links = sum(len(theme.code_ids) for theme in self.themes)
        return (
            f"Thematic map of {self.title}: {n_main} themes, {len(self.themes) - n_main} sub-themes, {len(self.codes)} "
            f"codes, {n_links} links. The table beside it says the same."
        )


@dataclass(frozen=True, slots=True)
class _Box:
    """A box with its words, in pixels; ``y`` is its middle."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    note: str

    @property
    def height(self) -> float:
        return _LINE * len(self.lines) + _NOTE + 2 * _PAD


_LINE, _NOTE, _PAD, _GAP = 19.0, 17.0, 9.0, 14.0
_THEME, _SUB, _CODE, _BETWEEN, _MARGIN = 250.0, 220.0, 250.0, 120.0, 24.0
_TOP = 64.0
_LETTER = 7.6  # pixels that a letter takes at 14 px, rather too many than too few
_TITLE_LETTER, _TITLE_LINE, _TITLE_Y = 12.0, 26.0, 38.0  # at 20 px, bold
_DASHES = ("", "9 4", "2 4")
_LONGEST_TITLE, _MOST_LINES = 120, 5
_FONT = "system-ui, Helvetica, Arial, sans-serif"
_COUNTS = "Counts: quotations, and participants heard of those who speak. A sub-theme counts for its theme too."
_QUOTATIONS = "Counts: quotations. A sub-theme counts for its theme too."
_INK, _SOFT, _PAPER = "#1f2328", "#4b5563", "#ffffff"


def draw(shown: ThematicMap) -> str:
    """The map as SVG on white, which prints as it looks."""
    boxes, links, width, height = _laid_out(shown)
    by_id = {code.id: code for code in shown.codes}
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    title = "".join(
        f'<text x="{_MARGIN}" y="{_TITLE_Y + nth * _TITLE_LINE:.0f}" font-size="20" font-weight="700" fill="{_INK}">'
        f"{_text(line)}</text>"
        for nth, line in enumerate(_title(shown))
    )
    figures = [*(theme.figure for theme in shown.themes), *(code.figure for code in shown.codes)]
    counts = _COUNTS if any(figures) else _QUOTATIONS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{_FONT}">',
        f"<title>{_text(shown.title)}: thematic map</title>",
        f"<desc>{_text(shown.words)}</desc>",
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        title,
        f'<text x="{_MARGIN}" y="{height - 14:.0f}" font-size="12" fill="{_SOFT}">{counts}</text>',
        *(_link(boxes[one], boxes[other], nth) for one, other, nth in links),
        *(_box(boxes[theme.id], line=_colour(nth), is_theme=True) for theme, nth in _numbered(shown.themes)),
        *(_box(boxes[code_id], line=sound(code.colour), is_theme=False) for code_id, code in by_id.items()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _numbered(themes: Sequence[MapTheme]) -> list[tuple[MapTheme, int]]:
    """Themes with the number of the main theme that they belong to."""
    numbers: dict[str, int] = {}
    for theme in themes:
        numbers[theme.id] = len(set(numbers.values())) if theme.parent_id is None else numbers[theme.parent_id]
    return [(theme, numbers[theme.id]) for theme in themes]


def _laid_out(shown: ThematicMap) -> tuple[dict[str, _Box], list[tuple[str, str, int]], float, float]:
    """Where each box stands, which lines join which, and how large the picture is."""
    at_sub, at_code = _columns(shown)
    top = _TOP + (len(_title(shown)) - 1) * _TITLE_LINE
    order = list(dict.fromkeys(code_id for theme in shown.themes for code_id in theme.code_ids))
    by_id = {code.id: code for code in shown.codes}
    boxes: dict[str, _Box] = {}
    bottom = top
    for code_id in order:
        code = by_id[code_id]
        box = _made(code.name, code.n_quotations, code.figure, x=at_code, width=_CODE)
        boxes[code_id] = _at(box, bottom + box.height / 2)
        bottom += box.height + _GAP
    ends = [bottom]
    links = [(theme.id, code_id, nth) for theme, nth in _numbered(shown.themes) for code_id in theme.code_ids]
    for is_sub, x, width in ((True, at_sub, _SUB), (False, _MARGIN, _THEME)):
        free = top
        for theme in shown.themes:
            if (theme.parent_id is not None) != is_sub:
                continue
            below = [boxes[id_].y for id_ in theme.code_ids]
            below += [boxes[sub.id].y for sub in shown.themes if sub.parent_id == theme.id]
            box = _made(theme.name, theme.n_quotations, theme.figure, x=x, width=width)
            middle = max(free + box.height / 2, sum(below) / len(below) if below else 0)
            boxes[theme.id] = _at(box, middle)
            free = middle + box.height / 2 + _GAP
        ends.append(free)
    links += [(theme.parent_id, theme.id, nth) for theme, nth in _numbered(shown.themes) if theme.parent_id]
    return boxes, links, at_code + _CODE + _MARGIN, max(ends) + 2 * _MARGIN


def _columns(shown: ThematicMap) -> tuple[float, float]:
    """Where sub-themes and codes begin, from the left."""
    at_sub = _MARGIN + _THEME + _BETWEEN
    return at_sub, at_sub + (_SUB + _BETWEEN if any(theme.parent_id for theme in shown.themes) else 0)


def _title(shown: ThematicMap) -> tuple[str, ...]:
    """The title in lines that the picture is wide enough for."""
    room = _columns(shown)[1] + _CODE - _MARGIN
    return _wrapped(_cut(shown.title, _LONGEST_TITLE), int(room / _TITLE_LETTER))


def _made(name: str, n_quotations: int, figure: str, *, x: float, width: float) -> _Box:
    noun = "quotation" if n_quotations == 1 else "quotations"
    heard = f" · {figure}" if figure else ""
    lines = _wrapped(name, int((width - 2 * _PAD) / _LETTER))
    return _Box(x, 0, width, lines, f"{n_quotations:,} {noun}{heard}")


def _at(box: _Box, y: float) -> _Box:
    return _Box(box.x, y, box.width, box.lines, box.note)


def _wrapped(words: str, most: int) -> tuple[str, ...]:
    """Words in lines of at most so many letters; a longer word is cut."""
    lines = [""]
    for word in words.split():
        part = _cut(word, most)
        if len(lines[-1]) + 1 + len(part) <= most:
            lines[-1] = f"{lines[-1]} {part}".strip()
        else:
            lines.append(part)
    return tuple(line for line in lines if line)[:_MOST_LINES] or ("",)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _colour(nth: int) -> str:
    return COLOURS[nth % len(COLOURS)].value


def _link(one: _Box, other: _Box, nth: int) -> str:
    """A line from the right side of one box to the left side of another; all lines of a theme look alike."""
    start, end = one.x + one.width, other.x
    bend = (end - start) / 2
    dash = _DASHES[nth % len(_DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M {start:.1f} {one.y:.1f} C {start + bend:.1f} {one.y:.1f}, {end - bend:.1f} {other.y:.1f}, '
        f'{end:.1f} {other.y:.1f}" fill="none" stroke="{_colour(nth)}" stroke-width="2"{dashed}/>'
    )


def _box(box: _Box, *, line: str, is_theme: bool) -> str:
    top = box.y - box.height / 2
    weight = ' font-weight="600"' if is_theme else ""
    x = box.x + _PAD + 4
    words = "".join(
        f'<text x="{x:.1f}" y="{top + _PAD + _LINE * (nth + 0.75):.1f}" font-size="14"{weight} fill="{_INK}">'
        f"{_text(words)}</text>"
        for nth, words in enumerate(box.lines)
    )
    note_y = top + _PAD + _LINE * len(box.lines) + 12
    return (
        f'<g><rect x="{box.x:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{16 if is_theme else 4}" fill="{_PAPER}" stroke="{line}" stroke-width="{2.5 if is_theme else 1.5}"/>'
        f'{words}<text x="{x:.1f}" y="{note_y:.1f}" font-size="12" fill="{_SOFT}">{_text(box.note)}</text></g>'
    )


def _text(words: str) -> str:
    """Words as XML holds them: escaped, and without signs that XML forbids."""
    return escape("".join(sign for sign in words if sign.isprintable() or sign == " "))
