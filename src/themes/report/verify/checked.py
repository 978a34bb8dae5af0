"""Checking each quotation: its words, who said them, and whether consent lets them be printed at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themes.report.consent import PARAPHRASE, use_of
from themes.report.verify.aligning import Alignment
from themes.report.verify.attributed import doubt_of, expected
from themes.report.verify.facts import Mend, Severity
from themes.report.verify.ground import Ground
from themes.report.verify.placing import Place
from themes.report.verify.quoted import Quoting
from themes.report.verify.words import Said, bare, is_negation, n_words, pieces

_AROUND = 4
"""Words shown on each side of what differs."""
_SHORT_OMISSION = 6
"""Words; an omission of so few that holds a "not" is shown, as it may turn the sentence round."""
_FAR = 400
"""Words left out by one omission from which the two ends are hardly one utterance."""


def check(quoting: Quoting, ground: Ground) -> tuple[bool, list[Mend], str]:
    """Whether a quotation is verbatim, what is to be mended about it, and the id of its transcript if not released."""
    if bare(quoting.words) in (bare(PARAPHRASE), bare(f"“{PARAPHRASE}”")):
        return (
            True,
            [
                quoting.standing.mend(
                    "consent",
                    "look",
                    found=PARAPHRASE,
                    says="Whoever said this allows no quotation of it, only a paraphrase.",
                    advice="Write in your own words what was said.",
                )
            ],
            "",
        )
    places = ground.places(quoting.words)
    if not places or places[0].laid is not None:
        gone = _withdrawn(quoting, ground, stands_nowhere=not places)
        if gone is not None:
            return False, [gone], ""
    if not places:
        return False, list(_nowhere(quoting)), ""
    places = _likeliest_first(places, quoting, ground)
    exact = places[0].laid is None or not places[0].laid.cost
    mends = list(_signs(quoting, places[0]) if exact else _differences(quoting, places[0], ground))
    mends += _turned(quoting, places[0], ground)
    mends += _attribution(quoting, places, ground)
    mends += _allowed(quoting, places, ground)
    mends += _evidence(quoting, places, ground)
    held = all(one.transcript.id in ground.unreleased for one in places)
    return exact, mends, places[0].transcript.id if held else ""


def _attribution(quoting: Quoting, places: Sequence[Place], ground: Ground) -> Iterator[Mend]:
    """Whether it is attributed, and to who said it."""
    right = expected(places[0], ground)
    if quoting.attribution:
        doubt = doubt_of(quoting.attribution, places, ground)
        if doubt is not None:
            yield quoting.standing.mend(
                "attribution",
                doubt.severity,
                found=quoting.attribution,
                says=f"{doubt.why[:1].upper()}{doubt.why[1:]}.",
                advice=f"The project attributes it so: {right}.",
            )
    elif quoting.block:
        yield quoting.standing.mend(
            "attribution",
            "look",
            found="No attribution stands with it.",
            says="A reader can't tell who said it.",
            advice=f"The project attributes it so: {right}.",
        )


def _likeliest_first(places: Sequence[Place], quoting: Quoting, ground: Ground) -> list[Place]:
    """Places where the words stand, the one that the report means first: bookmarked, well attributed, quoted."""
    if len(places) == 1:
        return list(places)
    meant = {ground.anchored[name] for name in quoting.standing.passage.anchors if name in ground.anchored}

    def unlikely(place: Place) -> tuple[bool, bool, bool]:
        doubt = doubt_of(quoting.attribution, [place], ground) if quoting.attribution else None
        coded = ground.codings_at(place.transcript, place.start, place.end)
        return (
            (place.transcript.id, place.start) not in meant,
            doubt is not None and doubt.severity == "wrong",
            not coded,
        )

    return sorted(places, key=unlikely)


def _withdrawn(quoting: Quoting, ground: Ground, *, stands_nowhere: bool) -> Mend | None:
    """What is told of words whose speaker withdrew; None where nobody is known to have."""
    passage = quoting.standing.passage
    named = f"{quoting.attribution} {passage.words}" if stands_nowhere else ""
    gone = ground.withdrawn(named, passage.anchors)
    if gone is None:
        return None
    return quoting.standing.mend(
        "consent",
        "wrong",
        found=_cut(quoting.words),
        says=f"Whoever said this ({gone.label}) withdrew on {gone.at[:10]}, and their words left the study.",
        advice="Take it out.",
    )


def _nowhere(quoting: Quoting) -> Iterator[Mend]:
    if not n_words(pieces(quoting.words)):
        return
    severity: Severity = "look" if quoting.cited and not quoting.block else "wrong"
    yield quoting.standing.mend(
        "words",
        severity,
        found=_cut(quoting.words),
        says="These words stand in no transcript of the project.",
        advice="Take it out, or quote what was said; what is no participant's, mark as another's words.",
    )


def _cut(words: str) -> str:
    shown = words.split()
    return " ".join(shown[:12]) + ("…" if len(shown) > 12 else "")  # noqa: PLR2004 - enough to find it


def _differences(quoting: Quoting, place: Place, ground: Ground) -> Iterator[Mend]:
    """One mend for all the words that differ, those that turn the sentence round named first."""
    laid = place.laid
    if laid is None:
        return
    said = ground.sources.said[place.transcript.id]
    parts = pieces(quoting.words)
    lost = [said.keys[step.first] for step in laid.steps if step.did in ("dropped", "changed")]
    put = [parts[step.piece].key for step in laid.steps if step.did in ("added", "changed")]
    turned = [word for word in lost if is_negation(word)]
    made = [word for word in put if is_negation(word)]
    told = [
        f"“{turned[0]}” is lost" if turned and not made else "",
        f"“{made[0]}” was put in" if made and not turned else "",
    ]
    told = [one for one in told if one] or [_counted(lost, put)]
    shown, original = _beside(quoting.words, laid, place, said)
    yield quoting.standing.mend(
        "words",
        "wrong",
        found=shown,
        says=f"{told[0]}. What was said: {original}",
        advice="Quote the words as they were said; what you leave out is shown by …, what you put in stands in [ ].",
    )


def _counted(lost: list[str], put: list[str]) -> str:
    if lost and put:
        return f"The report has “{' '.join(put[:6])}” for “{' '.join(lost[:6])}”"
    return f"“{' '.join(lost[:6])}” is lost" if lost else f"“{' '.join(put[:6])}” was put in"


def _beside(words: str, laid: Alignment, place: Place, said: Said) -> tuple[str, str]:
    """What the report says and what was said, from a few words before the first difference to a few after the last."""
    at = [nth for nth, step in enumerate(laid.steps) if step.did in ("dropped", "changed", "added")]
    first, last = max(0, at[0] - _AROUND), min(len(laid.steps), at[-1] + _AROUND + 1)
    window = laid.steps[first:last]
    begins, ends = min(step.first for step in window), max(step.last for step in window)
    text = place.transcript.text
    original = text[said.starts[begins] : said.ends[max(begins, ends - 1)]] if begins < len(said.starts) else ""
    shown = Said.of(words)
    # Pieces are not quite words (marks, brackets): the same share of the quotation is shown.
    n_pieces = max(1, laid.steps[-1].piece + 1)
    start = int(len(shown.keys) * max(0, window[0].piece) / n_pieces)
    end = -(-len(shown.keys) * (window[-1].piece + 1) // n_pieces)
    end = min(max(end, start + 1), len(shown.keys))
    cut = words[shown.starts[start] : shown.ends[end - 1]] if shown.keys else words
    return f"“… {' '.join(cut.split())} …”", f"“… {' '.join(original.split())} …”"


def _signs(quoting: Quoting, place: Place) -> Iterator[Mend]:
    """Where all words are those that were said: signs within, by which a sentence may mean something else."""
    if "…" in quoting.words or "[" in quoting.words or "..." in quoting.words:
        return
    said = place.transcript.text[place.start : place.end]
    found, stands = bare(_within(quoting.words)), bare(_within(said))
    if "".join(found.replace('"', "'").split()) != "".join(stands.replace('"', "'").split()):
        yield quoting.standing.mend(
            "words",
            "look",
            found=_cut(quoting.words),
            says="All words are those that were said, but the signs between them are others.",
            advice=f"What was said: “{' '.join(said.split())}”",
        )


def _within(text: str) -> str:
    """A text from its first word to its last, without the signs around them."""
    said = Said.of(text)
    return text[said.starts[0] : said.ends[-1]] if said.keys else ""


def _turned(quoting: Quoting, place: Place, ground: Ground) -> Iterator[Mend]:
    """Omissions and insertions that the rules allow and that may all the same turn a sentence round."""
    if "…" not in quoting.words and "[" not in quoting.words and "..." not in quoting.words:
        return
    parts = pieces(quoting.words)
    laid = place.laid or ground.sources.laid(parts, place.transcript)
    said = ground.sources.said[place.transcript.id]
    for step in laid.steps:
        gone = said.keys[step.first : step.last]
        inside = parts[step.piece].inside
        if step.did == "omitted" and len(gone) <= _SHORT_OMISSION and any(map(is_negation, gone)):
            why = f"What … leaves out is “{' '.join(gone)}”."
        elif step.did == "omitted" and len(gone) > _FAR:
            why = f"What … leaves out is {len(gone):,} words long."
        elif step.did == "inserted" and any(map(is_negation, inside)) != any(map(is_negation, gone)):
            why = f"What stands in [ ] is “{' '.join(inside)}”, and nobody said it."
        elif (
            step.did == "inserted"
            and gone
            and inside
            and gone != inside
            and _is_bracketed(place, said, step.first, step.last)
        ):
            why = f"In the transcript “[{' '.join(gone)}]” stands there."
        else:
            continue
        yield quoting.standing.mend(
            "words",
            "wrong" if "In the transcript" in why else "look",
            found=_cut(quoting.words),
            says=why,
            advice="See that it still means what was said.",
        )


def _is_bracketed(place: Place, said: Said, first: int, last: int) -> bool:
    """Whether a transcript's own words stand in brackets, as pseudonyms do."""
    text = place.transcript.text
    return text[: said.starts[first]].endswith("[") and text[said.ends[last - 1] :].startswith("]")


def _allowed(quoting: Quoting, places: Sequence[Place], ground: Ground) -> Iterator[Mend]:
    """Consent, by the place that the report means."""
    material = ground.material
    if material.today is not None and material.consents:
        said = {one.id: one for one in material.consents}
        uses = [use_of(one.transcript, one.start, one.end, consents=said, today=material.today) for one in places]
        if "quote" not in uses:
            refused = uses[0] == "none"
            yield quoting.standing.mend(
                "consent",
                "wrong",
                found=_cut(quoting.words),
                says="Whoever said this does not allow, or no longer allows, any use of it."
                if refused
                else "Whoever said this allows a paraphrase, not their words.",
                advice="Take it out." if refused else "Say in your own words what was said.",
            )


def _evidence(quoting: Quoting, places: Sequence[Place], ground: Ground) -> Iterator[Mend]:
    """Whether the words were quoted by anybody, and for the theme under which they stand."""
    section = quoting.standing.section
    if not quoting.block:
        return
    if not any(ground.codings_at(one.transcript, one.start, one.end) for one in places):
        yield quoting.standing.mend(
            "theme",
            "look",
            found=_cut(quoting.words),
            says="Nobody has coded these words.",
            advice="Code them, so that the project holds the evidence, or choose another quotation.",
        )
    elif section is not None and not any(ground.carries(section, one.transcript, one.start, one.end) for one in places):
        yield quoting.standing.mend(
            "theme",
            "look",
            found=_cut(quoting.words),
            says=f"In the project these words are no evidence of “{section.name}”.",
            advice=f"Move it to where it belongs, or give it a code of this {ground.noun}.",
        )
