"""Single edits that an author might make in a report: harmful ones, which a check must find, and harmless ones.

Each is made on a copy of the manuscript; ``nth`` numbers the passage that was touched.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from themes.manuscript import Manuscript, Passage
from themes.report.verify.numbers import SMALL
from themes.report.verify.words import is_negation, keys

_OF = re.compile(r"(?<![\d,])(\d+) of (\d+) (participants?|interviews?)")
_WORDS = (*SMALL, "twenty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One edit: what it is called, whether it does harm, and the manuscript with it."""

    kind: str
    harmful: bool
    manuscript: Manuscript
    nth: int


Maker = Callable[[Manuscript, random.Random], "tuple[Manuscript, int] | None"]
_MAKERS: list[tuple[str, bool, Maker]] = []


def edits(manuscript: Manuscript, *, n_each: int, seed: int = 1) -> Iterator[Edit]:
    """So many edits of each kind, as far as the manuscript has places for them."""
    for kind, harmful, make in _MAKERS:
        drawn = random.Random(f"{seed} {kind}")  # noqa: S311 - no secret
        done: set[tuple[Passage, ...]] = set()
        for _ in range(4 * n_each):
            made = make(manuscript, drawn)
            if made is None or made[0].passages in done or made[0] == manuscript:
                continue
            done.add(made[0].passages)
            yield Edit(kind=kind, harmful=harmful, manuscript=made[0], nth=made[1])
            if len(done) == n_each:
                break


def _kind(name: str, *, harmful: bool) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        _MAKERS.append((name, harmful, maker))
        return maker

    return keep


# What passages are, by what our writer makes of them.


def quotations(manuscript: Manuscript) -> list[int]:
    """The indexes of quotations."""
    return [nth for nth, one in enumerate(manuscript.passages) if one.style == "quotation"]


def _headings(manuscript: Manuscript) -> list[int]:
    return [
        nth
        for nth, one in enumerate(manuscript.passages)
        if one.level and any(name.startswith("_T") and not name.startswith("_Toc") for name in one.anchors)
    ]


def _rows(manuscript: Manuscript) -> list[int]:
    """The indexes of the names in the first table, which is the summary."""
    return [nth for nth, one in enumerate(manuscript.passages) if one.table == 1 and one.row and not one.column]


def _heard(manuscript: Manuscript) -> list[int]:
    return [nth for nth, one in enumerate(manuscript.passages) if one.style == "heard" and _OF.search(one.words)]


def _put(manuscript: Manuscript, nth: int, words: str, **changed: object) -> tuple[Manuscript, int]:
    passages = list(manuscript.passages)
    passages[nth] = replace(passages[nth], words=words, **changed)  # type: ignore[arg-type]
    return replace(manuscript, passages=tuple(passages)), nth + 1


def _insert(manuscript: Manuscript, nth: int, *passages: Passage) -> tuple[Manuscript, int]:
    before, after = manuscript.passages[:nth], manuscript.passages[nth:]
    return replace(manuscript, passages=(*before, *passages, *after)), nth + 1


def _any(manuscript: Manuscript, drawn: random.Random, *, at_least: int = 6) -> tuple[int, list[str]] | None:
    """A quotation long enough, and its words; without brackets or omissions of its own."""
    fit = [
        nth
        for nth in quotations(manuscript)
        if len(manuscript.passages[nth].words.split()) >= at_least
        and not set("[]…") & set(manuscript.passages[nth].words)
    ]
    if not fit:
        return None
    nth = drawn.choice(fit)
    return nth, manuscript.passages[nth].words.split(" ")


# Harmful.


@_kind("a word dropped", harmful=True)
def _drop(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None:
        return None
    nth, words = found
    inner = [at for at in range(1, len(words) - 1) if keys(words[at]) and keys(words[at]) != keys(words[at - 1])]
    at = drawn.choice(inner[1:-1] or inner)
    return _put(manuscript, nth, " ".join(words[:at] + words[at + 1 :]))


@_kind("a “not” dropped", harmful=True)
def _drop_not(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    places = [
        (nth, at)
        for nth in quotations(manuscript)
        for words in [manuscript.passages[nth].words.split(" ")]
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1 and any(map(is_negation, keys(word)))
    ]
    if not places:
        return None
    nth, at = drawn.choice(places)
    words = manuscript.passages[nth].words.split(" ")
    word = re.sub(r"n['’]t\b", "", words[at])
    kept = [word] if word != words[at] and word else []
    return _put(manuscript, nth, " ".join([*words[:at], *kept, *words[at + 1 :]]))


@_kind("a “not” put in", harmful=True)
def _put_not(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None:
        return None
    nth, words = found
    at = drawn.randrange(1, len(words))
    return _put(manuscript, nth, " ".join([*words[:at], "not", *words[at:]]))


@_kind("a word changed", harmful=True)
def _change(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None:
        return None
    nth, words = found
    at = drawn.choice([at for at in range(len(words)) if keys(words[at])])
    return _put(manuscript, nth, " ".join([*words[:at], "elephants", *words[at + 1 :]]))


@_kind("two words swapped", harmful=True)
def _swap(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None:
        return None
    nth, words = found
    fit = [
        at
        for at in range(len(words) - 1)
        if keys(words[at]) and keys(words[at + 1]) and keys(words[at]) != keys(words[at + 1])
    ]
    at = drawn.choice(fit)
    return _put(manuscript, nth, " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]]))


@_kind("a quotation paraphrased", harmful=True)
def _paraphrase(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn, at_least=8)
    if found is None:
        return None
    nth, words = found
    third = max(2, len(words) // 3)
    return _put(manuscript, nth, " ".join([*words[third:], "is what it comes down to, and", *words[:third]]))


@_kind("a quotation invented", harmful=True)
def _invent(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    said = drawn.choice(
        [
            "The dashboards told us everything and we marched forward.",
            "Nobody upstairs ever answered our letters at all.",
        ]
    )
    return _put(manuscript, nth, said)


@_kind("an invented quotation in a sentence", harmful=True)
def _invent_inline(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    words = "One of them put it so: “The dashboards told us everything and we marched forward.”"
    return _insert(manuscript, nth, Passage(words=words, style="normal"))


@_kind("attributions swapped", harmful=True)
def _swap_attribution(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    passages = manuscript.passages
    at = [nth + 1 for nth in quotations(manuscript) if passages[nth + 1].style == "attribution"]
    pairs = [(one, other) for one in at for other in at if _who(passages[one]) != _who(passages[other])]
    if not pairs:
        return None
    one, other = drawn.choice(pairs)
    return _put(manuscript, one, passages[other].words)


def _who(passage: Passage) -> str:
    return passage.words.partition(" at ")[0]


@_kind("a figure changed", harmful=True)
def _figure(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    if not (fit := _heard(manuscript)):
        return None
    nth = drawn.choice(fit)
    found = drawn.choice(list(_OF.finditer(manuscript.passages[nth].words)))
    by = drawn.choice([-1, 1] if int(found[1]) > 1 else [1])
    return _put(
        manuscript,
        nth,
        _replaced(manuscript.passages[nth].words, found, f"{int(found[1]) + by} of {found[2]} {found[3]}"),
    )


@_kind("N changed", harmful=True)
def _whole(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    if not (fit := _heard(manuscript)):
        return None
    nth = drawn.choice(fit)
    found = drawn.choice(list(_OF.finditer(manuscript.passages[nth].words)))
    return _put(
        manuscript,
        nth,
        _replaced(manuscript.passages[nth].words, found, f"{found[1]} of {int(found[2]) + 1} {found[3]}"),
    )


def _replaced(words: str, found: re.Match[str], by: str) -> str:
    return words[: found.start()] + by + words[found.end() :]


@_kind("a wrong figure in words", harmful=True)
def _in_words_wrong(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    return _told(
        manuscript,
        drawn,
        lambda n, of: f"It was named by {_said(n + 1 if n < of else n - 1)} of the {_said(of)} participants.",
    )


@_kind("a wrong percentage", harmful=True)
def _percent_wrong(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    return _told(
        manuscript,
        drawn,
        lambda n, of: f"It was named by {_share(n, of) + (7 if n < of else -7)}% of participants ({n} of {of}).",
    )


@_kind("a figure in the summary changed", harmful=True)
def _cell(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    cells = [nth for nth, one in enumerate(manuscript.passages) if one.table == 1 and one.row and one.column]
    nth = drawn.choice(cells)
    words = manuscript.passages[nth].words
    changed = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), words, count=1)
    return _put(manuscript, nth, changed)


@_kind("a theme taken out of the summary", harmful=True)
def _less(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    row = manuscript.passages[drawn.choice(_rows(manuscript))].row
    kept = tuple(one for one in manuscript.passages if (one.table, one.row) != (1, row))
    return replace(manuscript, passages=kept), 0


@_kind("a theme put into the summary", harmful=True)
def _more(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(_rows(manuscript))
    added = replace(manuscript.passages[nth], words="Quality of the coffee", anchors=(), row=900)
    return _insert(manuscript, nth, added)


@_kind("a theme's part taken out", harmful=True)
def _no_part(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(_headings(manuscript))
    level = manuscript.passages[nth].level
    end = next(
        (at for at in range(nth + 1, len(manuscript.passages)) if 0 < manuscript.passages[at].level <= level),
        len(manuscript.passages),
    )
    return replace(manuscript, passages=manuscript.passages[:nth] + manuscript.passages[end:]), 0


@_kind("a theme's part put in", harmful=True)
def _new_part(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(_headings(manuscript))
    level = min(manuscript.passages[at].level for at in _headings(manuscript))
    heading = Passage(words="Quality of the coffee", level=level, style=f"heading {level}")
    return _insert(manuscript, nth, heading, Passage(words="Everybody had a view on it."))


# Harmless.


@_kind("other quotation marks and apostrophes", harmful=False)
def _marks(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    words = manuscript.passages[nth].words
    turned = words.replace("'", "’") if "'" in words else words.replace("’", "'")
    return _put(manuscript, nth, drawn.choice([f"“{turned}”", f'"{turned}"', turned]))


@_kind("other dashes and spaces", harmful=False)
def _dashes(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    words = manuscript.passages[nth].words.replace(" - ", " – ").replace("-", "\u2011")
    return _put(manuscript, nth, words.replace(" ", "\u00a0", 2).replace(" ", "  ", 2))


@_kind("words left out, shown by …", harmful=False)
def _omit(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn, at_least=10)
    if found is None:
        return None
    nth, words = found
    at = drawn.randrange(3, len(words) - 5)
    gone = words[at : at + 2]
    if any(is_negation(key) for word in gone for key in keys(word)):
        return None
    return _put(manuscript, nth, " ".join([*words[:at], drawn.choice(["…", "[…]", "...", "[...]"]), *words[at + 2 :]]))


@_kind("words put in, shown by [ ]", harmful=False)
def _explain(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None:
        return None
    nth, words = found
    at = drawn.randrange(2, len(words) - 1)
    return _put(manuscript, nth, " ".join([*words[:at], "[the programme]", *words[at:]]))


@_kind("a capital in [ ]", harmful=False)
def _capital(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn)
    if found is None or not found[1][0][:1].isalpha():
        return None
    nth, words = found
    first = words[0][0]
    return _put(manuscript, nth, f"[{first.swapcase()}]{' '.join(words)[1:]}")


@_kind("a quotation shortened at its ends", harmful=False)
def _shorten(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    found = _any(manuscript, drawn, at_least=14)
    if found is None:
        return None
    nth, words = found
    return _put(manuscript, nth, " ".join(words[1:-2]).rstrip(",.;"))


@_kind("bookmarks lost", harmful=False)
def _no_anchor(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    del drawn
    return replace(manuscript, passages=tuple(replace(one, anchors=()) for one in manuscript.passages)), 0


@_kind("a quotation's style and bookmark lost", harmful=False)
def _no_style(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    changed, _ = _put(manuscript, nth, manuscript.passages[nth].words, style="normal", anchors=())
    return _put(changed, nth + 1, changed.passages[nth + 1].words, style="normal")


@_kind("quotation and attribution in one paragraph", harmful=False)
def _one_paragraph(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    words, said = manuscript.passages[nth].words, manuscript.passages[nth + 1].words
    if '"' in words or "“" in words:
        return None
    one = replace(manuscript.passages[nth], words=f"As was said: “{words}” ({said})", style="normal", anchors=())
    return replace(manuscript, passages=(*manuscript.passages[:nth], one, *manuscript.passages[nth + 2 :])), nth + 1


@_kind("an attribution by role alone", harmful=False)
def _role_alone(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(quotations(manuscript))
    said = manuscript.passages[nth + 1].words
    role = re.match(r"^[^,(]+, ([^(]+?) \(", said)
    return _put(manuscript, nth + 1, f"({role[1]})") if role and ";" not in said else None


@_kind("headings numbered", harmful=False)
def _numbered(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(_headings(manuscript))
    words = manuscript.passages[nth].words
    return _put(manuscript, nth, f"{drawn.choice(['3.2', 'Theme 4:', '2)'])} {words}", anchors=())


@_kind("a theme moved", harmful=False)
def _move(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    at = _headings(manuscript)
    level = min(manuscript.passages[nth].level for nth in at)
    main = [nth for nth in at if manuscript.passages[nth].level == level]
    if len(main) < 3:
        return None
    nth = drawn.randrange(len(main) - 2)
    first, second, third = main[nth : nth + 3]
    passages = manuscript.passages
    moved = passages[:first] + passages[second:third] + passages[first:second] + passages[third:]
    return replace(manuscript, passages=moved), first + 1


@_kind("a true figure in words", harmful=False)
def _in_words(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    return _told(manuscript, drawn, lambda n, of: f"It was named by {_said(n)} of the {_said(of)} participants.")


@_kind("a true percentage", harmful=False)
def _percent(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    return _told(manuscript, drawn, lambda n, of: f"It was named by {_share(n, of)}% of participants ({n} of {of}).")


@_kind("a statement rewritten", harmful=False)
def _rewrite(manuscript: Manuscript, drawn: random.Random) -> tuple[Manuscript, int] | None:
    nth = drawn.choice(_headings(manuscript)) + 1
    words = (
        "What held people back was seldom money; it was, they thought, a matter of being trusted with their own time."
    )
    return _insert(manuscript, nth, Passage(words=words, style="normal"))


def _told(
    manuscript: Manuscript, drawn: random.Random, told: Callable[[int, int], str]
) -> tuple[Manuscript, int] | None:
    """A sentence of the author's own after a theme's figures, where these are no lower bounds."""
    fit = [
        nth
        for nth in _heard(manuscript)
        if "participant" in manuscript.passages[nth].words and "at least" not in manuscript.passages[nth].words
    ]
    if not fit:
        return None
    nth = drawn.choice(fit)
    found = next(
        one
        for one in _OF.finditer(manuscript.passages[nth].words.replace(")", " participants)"))
        if one[3].startswith("participant")
    )
    return _insert(manuscript, nth + 1, Passage(words=told(int(found[1]), int(found[2])), style="normal"))


def _said(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _share(n: int, of: int) -> int:
    return int(100 * n / of + 0.5)


def is_found(edit: Edit, wrong: list[int]) -> bool:
    """Whether what was found wrong, by the numbers of passages, is where the edit was made, or anywhere for a list."""
    return bool(wrong) if not edit.nth else any(abs(nth - edit.nth) <= 1 for nth in wrong)
