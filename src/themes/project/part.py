"""A part of a study, as a report tells it: what passes a filter, with N the participants who pass."""

from __future__ import annotations

from dataclasses import replace

from themes.filters import Passing
from themes.report import Material


def part_of(material: Material, passing: Passing) -> Material:
    """The facts behind a report on what passes a filter.

    Participants, transcripts and what was looked at are those that pass; where codes are asked for, only these are
    told, as of the others nothing is known here.

    Args:
        material: The facts of the whole study.
        passing: What passes.
    """
    sources = {transcript.id: transcript for transcript in passing.transcripts()}
    quotations = {quotation.id: quotation for quotation in material.quotations}
    codings = tuple(
        coding
        for coding in material.codings
        if (quotation := quotations[coding.quotation_id]).transcript_id in sources
        and passing.coding(coding, quotation, sources[quotation.transcript_id])
    )
    standing = {coding.quotation_id for coding in codings}
    told = {code.id for code in material.codes if passing.codes is None or code.id in passing.codes}
    heard = passing.heard()
    return replace(
        material,
        twice=None,  # how far coders agree is known of the whole study, and
        written=(),  # what an author wrote is of the whole study too: of a part it may not be true
        where=passing.where.words,
        filtered="\n".join(map(str, passing.where.conditions)),
        counted=heard,
        cases=tuple(case for case in material.cases if case.id in heard),
        transcripts=tuple(transcript for transcript in material.transcripts if transcript.id in sources),
        quotations=tuple(quotation for quotation in material.quotations if quotation.id in standing),
        codings=codings,
        codes=tuple(
            code if code.parent_id in told else replace(code, parent_id=None)
            for code in material.codes
            if code.id in told
        ),
        themes=tuple(
            replace(theme, code_ids=tuple(code_id for code_id in theme.code_ids if code_id in told))
            for theme in material.themes
            if passing.codes is None or told & set(theme.code_ids)
        ),
        looked_at=tuple(
            row
            for row in material.looked_at
            if row.transcript_id in sources and (passing.coders is None or row.coder_id in passing.coders)
        ),
    )
