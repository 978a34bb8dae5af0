"""Checking that names were reviewed in what is quoted: told once for each transcript."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from themes.report.findings import NOT_TO_BE_PASSED_ON
from themes.report.verify.facts import Mend
from themes.report.verify.ground import Ground
from themes.report.verify.outline import Standing
from themes.report.verify.quoted import Quoting
from themes.report.wording import counted, listed

_ADVICE = "Review names and release it (page Names, or `themes names`), then compare the words once more."


def check(
    held: Iterable[tuple[str, Quoting]], standing: Sequence[Standing], ground: Ground
) -> tuple[list[Mend], list[str]]:
    """What is quoted of transcripts that are not released.

    Args:
        held: The quotations of such transcripts, each with the transcript's id.
        standing: The passages of the report.
        ground: The study.

    Returns:
        What is to be mended, one for each transcript; and in its stead a notice where the report says itself that it
        is not to be passed on.
    """
    quoted: dict[str, list[Quoting]] = {}
    for source_id, quoting in held:
        quoted.setdefault(source_id, []).append(quoting)
    if not quoted:
        return [], []
    if any(one.passage.words.startswith(NOT_TO_BE_PASSED_ON) for one in standing):
        named = listed([ground.references[source_id] for source_id in ground.references if source_id in quoted])
        return [], [f"Not released: {named}. The report says that it is not to be passed on, as names may stand in it."]
    return [_mend(source_id, some, ground) for source_id, some in quoted.items()], []


def _mend(source_id: str, quoted: Sequence[Quoting], ground: Ground) -> Mend:
    words = quoted[0].words.split()
    are = "is" if len(quoted) == 1 else "are"
    return quoted[0].standing.mend(
        "release",
        "wrong",
        found=" ".join(words[:12]) + ("…" if len(words) > 12 else ""),  # noqa: PLR2004 - enough to find it
        says=f"{ground.references[source_id].capitalize()} is not released: names may stand in it. "
        f"{counted(len(quoted), 'quotation')} here {are} from it.",
        advice=_ADVICE,
    )
