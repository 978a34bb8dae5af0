"""What another tool's file holds, whatever the tool: texts, coded passages, codes, and what of it was no use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from themes.exchange.held import CodePath as CodePath  # noqa: PLC0414 - every reader takes it from here
from themes.exchange.held import Counted, HeldAttribute, HeldCase, HeldLink, HeldMemo, HeldTheme, Remark
from themes.model import Speaker, TranscriptKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that one voice says in a text that comes as rows; ``voice`` is empty where nobody is named."""

    words: str
    voice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherText:
    """A text of the other tool: its name there, and as much of it as the file tells.

    ``text`` is what the passages' positions count in, empty where the file holds none; ``html`` is what the tool made
    it from, where that is a page; ``said`` are its turns, where it came as rows. Where the file says what kind of text
    it is, ``kind`` is set, ``said`` holds all of it, and ``speakers`` are all its voices.
    """

    name: str
    text: str = ""
    html: str = ""
    said: tuple[Said, ...] = ()
    kind: TranscriptKind | None = None
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage that somebody coded: where, its words, its codes, by whom.

    ``start`` and ``end`` are half-open code points of the text of that name, None where the file does not say;
    ``number`` is what the tool calls it; ``coder`` is empty where nobody is named. ``coded_at`` says when it was given
    each of its codes, empty where the file does not; ``remarks`` are notes on it, by anybody.
    """

    text_name: str
    number: str
    words: str
    codes: tuple[CodePath, ...]
    coder: str = ""
    memo: str = ""
    start: int | None = None
    end: int | None = None
    coded_at: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCode:
    """A code of the other tool's codebook; ``colour`` is ``#rrggbb``, empty where it has none."""

    path: CodePath
    definition: str = ""
    use_when: str = ""
    dont_use_when: str = ""
    typical: tuple[str, ...] = ()
    not_this: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBrought:
    """What did not come, and why: how often, and where ("P2.odt: 17"), never a participant's words."""

    reason: str
    count: int
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProject:
    """All that a file of another tool holds.

    ``columns`` says which of a table's headings holds what, for a person to confirm; ``headings`` are all of them.
    ``counted`` says how positions in its texts were found to count, None where none do.
    ``team`` names people who are to come though they have coded nothing.
    """

    tool: str
    texts: tuple[OtherText, ...] = ()
    passages: tuple[Passage, ...] = ()
    codes: tuple[HeldCode, ...] = ()
    not_brought: tuple[NotBrought, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    cases: tuple[HeldCase, ...] = ()
    attributes: tuple[HeldAttribute, ...] = ()
    links: tuple[HeldLink, ...] = ()
    themes: tuple[HeldTheme, ...] = ()
    memos: tuple[HeldMemo, ...] = ()
    counted: Counted | None = None
    team: tuple[str, ...] = ()

    @property
    def without_text(self) -> tuple[str, ...]:
        """The names of the texts of which the file holds passages alone."""
        held = {text.name for text in self.texts if text.text}
        return tuple(dict.fromkeys(one.text_name for one in self.passages if one.text_name not in held))

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded, as far as the file names them."""
        return tuple(dict.fromkeys(passage.coder for passage in self.passages if passage.coder))


class Tally:
    """Counts what does not come, by reason, while a file is read."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._where: dict[str, list[str]] = {}

    def add(self, reason: str, where: str) -> None:
        """One more for a reason."""
        self._where.setdefault(reason, []).append(where)

    def all(self) -> tuple[NotBrought, ...]:
        """What did not come, in the order in which each reason was first met."""
        return tuple(
            NotBrought(reason=reason, count=len(where), where=tuple(where)) for reason, where in self._where.items()
        )


def quotations_as_text(other: OtherProject, names: Iterable[str]) -> OtherProject:
    """The same with texts made of their own passages, a turn each, where the file holds no more of them.

    Args:
        other: What the file holds.
        names: Of which texts; passages of the same words in one of them share a turn.
    """
    turns: dict[str, dict[str, int]] = {name: {} for name in names}
    ends: dict[str, int] = dict.fromkeys(turns, 0)
    passages = []
    for passage in other.passages:
        known = turns.get(passage.text_name)
        words = passage.words.strip()
        if known is None or not words:
            passages.append(passage)
            continue
        if words not in known:
            known[words] = ends[passage.text_name]
            ends[passage.text_name] += len(words) + 1
        start = known[words]
        passages.append(replace(passage, words=words, start=start, end=start + len(words)))
    made = (
        OtherText(name=name, text="\n".join(held), said=tuple(Said(words=words) for words in held))
        for name, held in turns.items()
        if held
    )
    kept = (text for text in other.texts if text.name not in turns)
    return replace(other, texts=(*kept, *made), passages=tuple(passages))
