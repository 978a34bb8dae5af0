"""Packages as other tools write them, made by us from fictional words, each with the quirks that were seen in the wild.

What is known of each stands in docs/other-tools.md; no tool's real file is here.
"""

from __future__ import annotations

import io
import random
import re
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from themes.exchange.refi.counting import Unit

SENTENCES = (
    "The board came to the café 😀 in person, twice.",
    "“Nobody” asked us; we’d have said no.",
    "So it’s naïve — isn’t it?",
    "Maintaining momentum was hard 👩‍👩‍👧 after March.",
    "They gave us £300 and no time.",
    "I don't know.",
    "Étude after étude, and then silence…",
    "We wrote to the trust (three times) and waited.",
)
_START, _TO = re.compile(r"\b\w"), re.compile(r"\w\b|[.?…]")


@dataclass(frozen=True, slots=True)
class Tool:
    """How a tool writes a package.

    ``mark`` and ``line_end`` are how the text is stored, ``unit``, ``counts_mark``, ``line_counts`` and ``inclusive``
    how positions count in it; ``line_counts`` None counts what is stored.
    """

    name: str
    origin: str
    mark: bool = False
    line_end: str = "\n"
    unit: Unit = "code points"
    counts_mark: bool = False
    line_counts: int | None = None
    inclusive: bool = False
    project_file: str = "project.qde"
    folder: str = "sources/"
    path: str = "internal://{file}"
    namespace: str = "urn:QDA-XML:project:1.0"
    guid: str = "lower"
    colour: str = "#aabbcc"
    users: str = "held"
    names_hold_words: bool = False
    empty_sets: bool = False
    extra: tuple[str, ...] = field(default=())
    paragraphs: str = "\n\n"


TOOLS = (
    Tool(
        "NVivo Windows", "NVivo 12.6 for Windows", mark=True, line_end="\r\n", unit="UTF-16",
        folder="Sources/", colour="",
    ),
    Tool("NVivo Mac", "NVivo for Mac 12.7", unit="UTF-16", extra=("sources/.root",)),
    Tool(
        "ATLAS.ti", "ATLAS.ti 9 for Windows", line_end="\r\n", line_counts=1, guid="upper", colour="",
        project_file="a study.qde", folder="sources/", names_hold_words=True,
    ),
    Tool("MAXQDA", "MAXQDA 24", guid="upper", colour="#ff00aa"),
    Tool("qc", "qc", path="{file}", guid="invented", users="none"),
    Tool("aqda", "aqda"),
    Tool("QualCoder", "QualCoder 4.0", mark=True, users="dangling", guid="lower"),
    Tool("QualCoder as its own reader counts", "QualCoder", mark=True, counts_mark=True, users="dangling"),
    Tool("Taguette", "Taguette 1.5", guid="upper", empty_sets=True),
    Tool("Quirkos", "Quirkos 2.5", guid="braces", path="relative:///{file}"),
    Tool("Dedoose", "Dedoose", folder="Sources/", project_file="Project.QDE"),
    Tool("the standard, its end taken as the last character", "", inclusive=True, guid="braces"),
    Tool("bytes", "a script", unit="bytes", line_end="\r\n", namespace="urn:QDA-XML:project:1:0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A package, and the words that each of its passages covers, with its code, by the name of its text."""

    data: bytes
    passages: tuple[tuple[str, str, str], ...]


def make(tool: Tool, *, seed: int = 1, n_texts: int = 2, n_passages: int = 25) -> Made:
    """A package as a tool writes it: texts of some interviews, and passages at the edges of words."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    guids = _Guids(tool.guid, draw)
    codes = {name: guids.new() for name in ("Board", "Momentum")}
    user = guids.new()
    passages, sources, files = [], [], {}
    for nth in range(n_texts):
        name = f"Interview {nth + 1}"
        # No voices: that passages stand right is what is asked here.
        text = tool.paragraphs.join(
            " ".join(draw.choice(SENTENCES) for _ in range(draw.randint(2, 6))) for _ in range(12)
        )
        spans = _spans(text, draw, n_passages)
        file = f"{guids.new().strip('{}')}.txt"
        stored = text.replace("\n", tool.line_end)
        files[f"{tool.folder}{file}"] = (b"\xef\xbb\xbf" if tool.mark else b"") + stored.encode()
        selections = []
        for start, end in spans:
            code = draw.choice(list(codes))
            passages.append((name, text[start:end], code))
            selections.append(_selection(tool, text, (start, end), (codes[code], user), guids))
        path = quoteattr(tool.path.format(file=file))
        sources.append(
            f"<TextSource guid={quoteattr(guids.new())} name={quoteattr(name)} plainTextPath={path}>"
            f"{''.join(selections)}</TextSource>"
        )
    colour = f" color={quoteattr(tool.colour)}" if tool.colour else ""
    listed = "".join(
        f'<Code guid={quoteattr(guid)} name={quoteattr(name)} isCodable="true"{colour}/>'
        for name, guid in codes.items()
    )
    known = f"<Users><User guid={quoteattr(user)} name='Eve'/></Users>" if tool.users == "held" else ""
    project = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns={quoteattr(tool.namespace)} name="A study" '
        f'origin={quoteattr(tool.origin)} basePath="/home/somebody">{known}'
        f"<CodeBook><Codes>{listed}</Codes></CodeBook><Sources>{''.join(sources)}</Sources>"
        f"{'<Sets/>' if tool.empty_sets else ''}</Project>"
    )
    return Made(
        packed({tool.project_file: project.encode(), **dict.fromkeys(tool.extra, b""), **files}), tuple(passages)
    )


def packed(files: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression=zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def position(tool: Tool, text: str, place: int) -> int:
    """Where a code point is, as a tool counts."""
    before = text[:place]
    width = tool.line_counts or len(tool.line_end)
    counted = before.replace("\n", "x" * width)
    units = {"code points": counted, "UTF-16": counted.encode("utf-16-le")[::2], "bytes": counted.encode()}
    mark = {"bytes": 3}.get(tool.unit, 1) if tool.counts_mark else 0
    return len(units[tool.unit]) + mark


class _Guids:
    """GUIDs as a tool writes them."""

    def __init__(self, form: str, draw: random.Random) -> None:
        self._form, self._draw, self._n = form, draw, 0

    def new(self) -> str:
        self._n += 1
        made = str(uuid.UUID(int=self._draw.getrandbits(128), version=4))
        return {"upper": made.upper(), "braces": f"{{{made}}}", "invented": f"n{self._n}"}.get(self._form, made)


def _spans(text: str, draw: random.Random, count: int) -> Sequence[tuple[int, int]]:
    starts = [found.start() for found in _START.finditer(text)]
    ends = [found.end() for found in _TO.finditer(text)]
    spans: set[tuple[int, int]] = set()
    while len(spans) < count:
        start = draw.choice(starts)
        spans.add((start, draw.choice([end for end in ends if start < end < start + 200])))
    return sorted(spans)


def _selection(tool: Tool, text: str, span: tuple[int, int], names: tuple[str, str], guids: _Guids) -> str:
    (start, end), (code, user) = span, names
    first, last = position(tool, text, start), position(tool, text, end - tool.inclusive)
    words = " ".join(text[start:end].split())
    name = f" name={quoteattr(words if len(words) < 100 else words[:99] + '…')}" if tool.names_hold_words else ""
    who = {"held": f" creatingUser={quoteattr(user)}", "dangling": f" creatingUserGUID={quoteattr(guids.new())}"}
    by = who.get(tool.users, "")
    coding = f"<Coding guid={quoteattr(guids.new())}{by}><CodeRef targetGUID={quoteattr(code)}/></Coding>"
    return (
        f'<PlainTextSelection guid={quoteattr(guids.new())}{name}{by} startPosition="{first}" endPosition="{last}">'
        f"{coding}</PlainTextSelection>"
    )
