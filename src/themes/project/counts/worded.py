"""Verbs that count words: how often words and phrases are said, and each place with what stands around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from themes import guide
from themes.compare.counts.concordance import Line, SortBy, concordance
from themes.compare.counts.passage import Passage
from themes.compare.counts.words import Form, Said, WordCounts, small, word_counts
from themes.filters import Where, as_filter
from themes.model import Consent, Span, Transcript
from themes.project.base import one_moment
from themes.project.counts.coded import CodeCountVerbs
from themes.report.consent import use_of


class WordCountVerbs(CodeCountVerbs):
    """Count words."""

    def word_frequencies(
        self,
        *,
        phrases: bool = False,
        forms_together: bool = True,
        stop_words: bool = True,
        left_out: Collection[str] = (),
        interviewers: bool = False,
        limit: int = 100,
        where: Where | None = None,
    ) -> WordCounts:
        """The words or phrases that are said most often.

        Args:
            phrases: Phrases of two to four words, said twice or more, instead of words.
            forms_together: Count the forms of a word together (board, boards).
            stop_words: Leave out words that say nothing of the matter (the, and, you know).
            left_out: Leave out these words too.
            interviewers: Count what interviewers say too.
            limit: How many are told at most.
            where: Only what passes this filter.
        """
        return self._word_frequencies(
            where,
            phrases=phrases,
            forms_together=forms_together,
            stop_words=stop_words,
            left_out=left_out,
            interviewers=interviewers,
            limit=limit,
        )

    def concordance(
        self,
        word: str,
        *,
        forms_together: bool = True,
        sort: SortBy = "text",
        interviewers: bool = False,
        where: Where | None = None,
    ) -> list[Line]:
        """Each place where a word or phrase is said, with what stands left and right of it in its turn.

        Args:
            word: A word, or words next to each other; one that ends in an asterisk stands for all that begin so.
            forms_together: Find other forms of the words too.
            sort: By the order of the text, or by the words on the left or the right.
            interviewers: Look in what interviewers say too.
            where: Only what passes this filter.
        """
        return concordance(
            self._spoken(where, interviewers=interviewers), word, form=form_of(forms_together), sort=sort
        )

    def _word_frequencies(
        self,
        where: Where | None,
        *,
        phrases: bool,
        forms_together: bool,
        stop_words: bool,
        left_out: Collection[str],
        interviewers: bool,
        limit: int,
        leaving: bool = False,
    ) -> WordCounts:
        from themes.discover.filler import EMPTY  # noqa: PLC0415 - what a study needs only here

        dropped = {small(word.strip()) for word in left_out if word.strip()}
        return word_counts(
            self._spoken(where, interviewers=interviewers, leaving=leaving),
            form=form_of(forms_together),
            left_out=dropped | EMPTY if stop_words else dropped,
            phrases=phrases,
            limit=limit,
            least=2 if phrases else 1,
        )

    @one_moment
    def _spoken(self, where: Where | None, *, interviewers: bool, leaving: bool = False) -> list[Said]:
        """What is counted, turn by turn: speech that passes, without interviewers' where that is not asked for."""
        passing = self.passing(where) if as_filter(where) else None
        consents = {one.id: one for one in self._store.facts(Consent)} if leaving else {}
        today = self._today()
        found = []
        for source in self.transcripts():
            turns = list(_turns(source, interviewers=interviewers))
            spans = [Span(start=start, end=end) for start, end, _ in turns]
            nth = 0
            for span in spans if passing is None else guide.common(spans, passing.spans(source)):
                while turns[nth][1] <= span.start:
                    nth += 1
                if consents and use_of(source, span.start, span.end, consents=consents, today=today) != "quote":
                    continue
                passage = Passage(source.id, span.start, span.end)
                found.append(Said(passage=passage, words=source.text[span.start : span.end], case_id=turns[nth][2]))
        return found


def form_of(forms_together: bool) -> Form:  # noqa: FBT001 - it is the only thing asked
    """What a word is counted as: its stem where forms count together, else itself in small letters."""
    if not forms_together:
        return small
    from themes.discover.terms import NOT, stem  # noqa: PLC0415 - what a study needs only here

    def form(word: str) -> str:
        # "never" and "don't" are one for naming candidates; a list of words keeps them apart.
        stemmed = stem(word)
        return small(word) if stemmed == NOT else stemmed

    return form


def _turns(source: Transcript, *, interviewers: bool) -> Iterator[tuple[int, int, str | None]]:
    """The turns that are speech, with who says them; headings and notes about the talk are none."""
    for turn in source.turns:
        speaker = None if turn.speaker is None else source.speakers[turn.speaker]
        role = speaker.role if speaker else "participant"
        if turn.kind == "speech" and turn.start < turn.end and (interviewers or role == "participant"):
            yield turn.start, turn.end, speaker.case_id if speaker else None
