"""Verbs that tell counts, and write them as tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from themes.colours import sound
from themes.compare.counts.concordance import concordance
from themes.errors import Refused
from themes.many import no_rubbish
from themes.model import Transcript
from themes.project.base import one_moment
from themes.project.counts import telling_codes, telling_courses, telling_words
from themes.project.counts.told import COUNTS, OF_WORDS, Counted, CountKind, CountOptions, Names
from themes.project.counts.worded import WordCountVerbs, form_of
from themes.project.whole_file import checked_place, written_whole
from themes.report import Material
from themes.report.pictures.drawing import Drawing, Words, svg
from themes.report.tables import Table, write_csv
from themes.report.titles import references
from themes.report.wording import counted as in_words
from themes.report.workbook import write_workbook

NOTES = "Read first"
SUFFIXES = (".csv", ".xlsx", ".svg", ".png")
"""What a count can be written as."""

_UNRELEASED = "Names may still stand in this: not all of its transcripts are released."


class CountsVerbs(WordCountVerbs):
    """Tell counts, and write them down."""

    def counted(self, kind: CountKind, options: CountOptions | None = None) -> Counted:
        """A count with its table, picture, rule and limits, as the page shows it.

        Args:
            kind: What is counted.
            options: How; see the verbs ``co_occurrence``, ``crosstab``, ``code_frequencies``, ``code_timeline``,
                ``saturation``, ``word_frequencies`` and ``concordance``.

        Raises:
            Refused: As those verbs.
        """
        return self._counted(kind, options or CountOptions())

    def write_counts(
        self, path: str | Path, kind: CountKind, options: CountOptions | None = None, *, insist: bool = False
    ) -> Path:
        """Write a count as a table (.csv, .xlsx) or a picture (.svg, .png); consent is asked as for a report.

        Transcripts are called by kind and number, never by their titles. A spreadsheet says its rule and its limits on
        a sheet of its own.

        Args:
            path: Where.
            kind: What is counted.
            options: How.
            insist: Write words although names may still stand in transcripts; the file then says so.

        Returns:
            The file.

        Raises:
            Refused: The suffix is another, words would leave a transcript that is not released, or as in ``counted``;
                nothing was written.
        """
        place = checked_place(path, SUFFIXES, what="Counts are")
        found = self._counted(kind, options or CountOptions(), leaving=True)
        notice = ""
        unreleased = self.unreleased() if kind in OF_WORDS else []
        if unreleased:
            if not insist:
                raise Refused(
                    f"Names may still stand in {in_words(len(unreleased), 'transcript')}. Nothing was written. Review "
                    "names and release (page Names, or `themes names`), or declare that the transcripts came "
                    "pseudonymised (there too, or `themes study --pseudonymised`)."
                )
            notice = _UNRELEASED
        return written_whole(place, lambda made: _WRITERS[place.suffix.casefold()](found, made, notice))

    @no_rubbish()
    @one_moment
    def _counted(self, kind: CountKind, options: CountOptions, *, leaving: bool = False) -> Counted:
        if kind not in COUNTS:
            raise Refused(f"“{kind}” cannot be counted. Choose one of: {', '.join(COUNTS)}.")
        material = self._to_count(options.where, leaving=leaving)
        names = self._names(material, leaving=leaving)
        told = (
            self._words_told(kind, options, names, leaving=leaving)
            if kind in OF_WORDS
            else self._codes_told(kind, options, material, names)
        )
        if kind in OF_WORDS:
            return replace(told, where=material.where)
        return replace(
            told,
            where=material.where,
            whose=material.whose_sentence,
            drawing=_with_notice(told.drawing, material.whose_note),
        )

    def _codes_told(self, kind: CountKind, options: CountOptions, material: Material, names: Names) -> Counted:
        only = options.only
        if kind == "co-occurrence":
            found = self._co_occurrence(material, within=options.within, n_turns=options.n_turns, only=only)
            return telling_codes.co_occurrence(found, names, square=options.square)
        if kind == "crosstab":
            crossed = self._crosstab(material, options.attribute, only=only, hide_small=options.hide_small)
            return telling_codes.crosstab(crossed, names)
        if kind == "frequencies":
            frequencies = self._frequencies(material, below=options.below, only=only)
            uncounted = self.method_refuses("prevalence")
            return telling_codes.frequencies(frequencies, names, below=options.below, uncounted=uncounted)
        if kind == "timeline":
            source = self._source(material, options.transcript)
            along = self._timeline(material, source, only=only)
            return telling_courses.code_timeline(along, source, names, along=options.along)
        steps = self._saturation(material, order=options.order, sources=options.sources, only=only)
        return telling_courses.saturation(steps, names)

    def _words_told(self, kind: CountKind, options: CountOptions, names: Names, *, leaving: bool) -> Counted:
        if kind == "words":
            words = self._word_frequencies(
                options.where,
                phrases=options.phrases,
                forms_together=options.forms_together,
                stop_words=options.stop_words,
                left_out=options.left_out,
                interviewers=options.interviewers,
                limit=options.limit,
                leaving=leaving,
            )
            return telling_words.word_frequencies(words, options)
        if not options.word.strip():
            raise Refused("A concordance needs a word. Nothing was counted.")
        lines = concordance(
            self._spoken(options.where, interviewers=options.interviewers, leaving=leaving),
            options.word,
            form=form_of(options.forms_together),
            sort=options.sort,
        )
        return telling_words.word_in_place(lines, options, names, {one.id: one for one in self.transcripts()})

    def _source(self, material: Material, wanted: str) -> Transcript:
        """The transcript of a timeline: the one asked for, else the first that is there."""
        there = {one.id: one for one in material.transcripts}
        if not there:
            raise Refused("There is no transcript here to go along. Nothing was counted.")
        if not wanted:
            return next(iter(there.values()))
        source = self.transcript(wanted)
        if source.id not in there:
            raise Refused("That transcript does not pass the filter, or may not be used. Nothing was counted.")
        return source

    def _names(self, material: Material, *, leaving: bool) -> Names:
        sources = self.transcripts()
        attributions = self.attributions()
        return Names(
            codes=self.paths(),
            short={code.id: code.name for code in material.codes},
            colours={code.id: sound(code.colour) for code in material.codes},
            transcripts=references(sources) if leaving else {one.id: one.title for one in sources},
            cases=attributions,
        )


def _csv(found: Counted, path: Path, notice: str) -> None:
    write_csv(found.table, path, notice=" ".join(filter(None, (notice, found.whose))))


def _xlsx(found: Counted, path: Path, notice: str) -> None:
    told = (notice, f"Only: {found.where}" if found.where else "", found.whose, found.said, *found.cautions)
    notes = Table(title=NOTES, head=(found.drawing.title,), rows=tuple((one,) for one in told if one), widths=(110,))
    write_workbook([found.table, *found.more, notes], path, title=found.drawing.title, creator="")


def _svg(found: Counted, path: Path, notice: str) -> None:
    path.write_text(svg(_with_notice(found.drawing, notice)), encoding="utf-8")


def _png(found: Counted, path: Path, notice: str) -> None:
    from themes.report.pictures.png import write_png  # noqa: PLC0415 - only who writes a picture pays for it

    write_png(_with_notice(found.drawing, notice), path)


def _with_notice(drawing: Drawing, notice: str) -> Drawing:
    """The picture with a notice below it, where there is one."""
    if not notice:
        return drawing
    line = Words(x=16, y=drawing.height + 12, text=notice, size=13)
    return replace(drawing, height=drawing.height + 24, shapes=(*drawing.shapes, line))


_WRITERS: Mapping[str, Callable[[Counted, Path, str], None]] = {
    ".csv": _csv, ".xlsx": _xlsx, ".svg": _svg, ".png": _png,
}  # fmt: skip
