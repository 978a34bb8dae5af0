"""The whole check of a manuscript."""

from __future__ import annotations

from themes.manuscript import Manuscript
from themes.report.verify import checked, figures, lists, own, release, tallies
from themes.report.verify.facts import Verified
from themes.report.verify.ground import Ground
from themes.report.verify.outline import standings
from themes.report.verify.quoted import is_attribution, quotations
from themes.report.wording import counted


def check_report(manuscript: Manuscript, ground: Ground) -> Verified:
    """What is to be mended in a report.

    Args:
        manuscript: The report as its author finished it.
        ground: The study.
    """
    standing = list(standings(manuscript, ground))
    quotings = quotations(standing, ground)
    mends = []
    n_verbatim = 0
    held = []
    for quoting in quotings:
        verbatim, found, source_id = checked.check(quoting, ground)
        n_verbatim += verbatim
        mends += found
        held += [(source_id, quoting)] if source_id else []
    unreleased, told = release.check(held, standing, ground)
    skipped = {one.standing.nth for one in quotings if one.block}
    skipped |= {one.nth for one in standing if is_attribution(one, ground)}
    themes_own = own.own_sentences(standing, frozenset(skipped), ground)
    counted_figures = figures.check(standing, frozenset(skipped), ground, {one.place for one in themes_own})
    compared = own.compared(themes_own, counted_figures.mends)
    n_tallies, wrong_tallies = tallies.check(standing, ground)
    n_lists, wrong_lists = lists.check(standing, ground)
    mends += [*counted_figures.mends, *wrong_tallies, *compared.mends, *wrong_lists]
    return Verified(
        # Names are a matter of the transcript, not of a passage: they come after all else.
        mends=(*sorted(mends, key=lambda mend: mend.nth), *unreleased),
        n_quotations=len(quotings),
        n_verbatim=n_verbatim,
        n_figures=counted_figures.n_figures + n_tallies,
        n_unbound=counted_figures.n_unbound,
        n_lists=n_lists,
        n_own=compared.n_sentences,
        n_own_figures=compared.n_figures,
        notices=(*_notices(manuscript, len(quotings), n_lists, ground), *told),
    )


def _notices(manuscript: Manuscript, n_quotations: int, n_lists: int, ground: Ground) -> list[str]:
    told = []
    if manuscript.n_tracked:
        told.append(
            f"{counted(manuscript.n_tracked, 'tracked change')} in the file: all were taken as accepted. "
            "Accept or reject them before you hand the report in."
        )
    if manuscript.n_comments:
        told.append(f"{counted(manuscript.n_comments, 'comment')} in the margin, which readers of the file will see.")
    if not n_quotations:
        told.append("No quotation was found in the file.")
    if not n_lists and ground.main:
        told.append(f"No list of {ground.noun}s was found in the file, neither a table nor headings.")
    return told
