"""How others would name the same candidates, and which words of a code's name must be found again.

Three ways, each small: c-TF-IDF as in BERTopic, KeyBERT's likeness to the centre with maximal marginal relevance, and
noun chunks by their likeness to the centre. All see the same segments and the same groups as ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from themes.english import PIPELINE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover.embed import Encoder

# As BERTopic and KeyBERT have them: so many words are weighed by meaning, and this much for being unlike the chosen.
_WEIGHED, _DIVERSITY = 30, 0.3
_TOP = 6
_MOST_CHUNKS = 120
_JOINTS = re.compile(r"\s*(?:&|,|/|;|\band\b|\bor\b|\bvs\.?)\s*", re.IGNORECASE)


def all_of(
    words: Sequence[str], vectors: NDArray[np.float32], ranks: Sequence[int], *, encoder: Encoder
) -> dict[str, list[list[str]]]:
    """The first phrases of each candidate by each of the three ways.

    Args:
        words: The words of n segments.
        vectors: (n, d).
        ranks: The candidate of each from 1 on, 0 where unplaced.
        encoder: For the words that are weighed by meaning.
    """
    import numpy as np  # noqa: PLC0415

    placed = np.asarray(ranks)
    numbers = range(1, int(placed.max(initial=0)) + 1)
    weighed = c_tf_idf(words, ranks)
    centres = [_unit(vectors[placed == number].mean(axis=0)) for number in numbers]
    keyed = [_mmr(terms, centre, encoder) for terms, centre in zip(weighed, centres, strict=True)]
    chunks = noun_chunks(words, ranks)
    near = [_nearest(terms, centre, encoder) for terms, centre in zip(chunks, centres, strict=True)]
    return {"c_tf_idf": [terms[:_TOP] for terms in weighed], "keybert_mmr": keyed, "noun_chunks": near}


def c_tf_idf(words: Sequence[str], ranks: Sequence[int]) -> list[list[str]]:
    """Words and pairs of each candidate by class-based TF-IDF (Grootendorst 2022), English stop words left out."""
    import numpy as np  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    joined = [
        " ".join(text for text, rank in zip(words, ranks, strict=True) if rank == number)
        for number in range(1, max(ranks, default=0) + 1)
    ]
    counter = CountVectorizer(stop_words="english", ngram_range=(1, 2))
    counts = counter.fit_transform(joined).toarray().astype(float)
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weights = share * np.log(1 + counts.sum(axis=1).mean() / counts.sum(axis=0))
    names = counter.get_feature_names_out()
    return [[str(names[at]) for at in np.argsort(-row, kind="stable")[:_WEIGHED]] for row in weights]


def noun_chunks(words: Sequence[str], ranks: Sequence[int]) -> list[list[str]]:
    """The noun chunks of each candidate that two members say, most often said first, articles and pronouns left out."""
    counted: list[Counter[str]] = [Counter() for _ in range(max(ranks, default=0))]
    placed = [(text, rank) for text, rank in zip(words, ranks, strict=True) if rank]
    for parsed, (_, rank) in zip(_parser().pipe([text for text, _ in placed]), placed, strict=True):
        said = set()
        for chunk in parsed.noun_chunks:
            kept = [token.lower_ for token in chunk if token.pos_ not in {"DET", "PRON", "PUNCT", "SPACE", "INTJ"}]
            if kept and not all(token.is_stop for token in chunk):
                said.add(" ".join(kept))
        counted[rank - 1].update(said)
    return [
        [chunk for chunk, n in sorted(one.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CHUNKS] if n > 1]
        for one in counted
    ]


def _mmr(terms: Sequence[str], centre: NDArray[np.float32], encoder: Encoder) -> list[str]:
    """Terms by likeness to the centre, each unlike those before it (Carbonell and Goldstein 1998)."""
    of_terms = encoder.encode(terms)
    to_centre = of_terms @ centre
    among = of_terms @ of_terms.T
    chosen = [int(to_centre.argmax())] if terms else []
    while len(chosen) < min(_TOP, len(terms)):
        rest = [at for at in range(len(terms)) if at not in chosen]
        chosen.append(
            max(
                rest,
                key=lambda at: (1 - _DIVERSITY) * to_centre[at] - _DIVERSITY * max(among[at, one] for one in chosen),
            )
        )
    return [terms[at] for at in chosen]


def _nearest(terms: Sequence[str], centre: NDArray[np.float32], encoder: Encoder) -> list[str]:
    import numpy as np  # noqa: PLC0415

    if not terms:
        return []
    to_centre = encoder.encode(terms) @ centre
    return [terms[at] for at in np.argsort(-to_centre, kind="stable")[:_TOP]]


def name_words(name: str) -> tuple[list[str], list[str]]:
    """The head words of a code's name, and all its words that say something.

    The head of each part that "and", "&", "or" or a comma joins: its last noun before a preposition (a judgement
    behind it is left out), or the word in -ing that stands first ("Contacting services"); where a name holds no noun,
    its last word.

    Args:
        name: As people wrote it.

    Returns:
        Both in small letters.

    >>> name_words("Staff manner & personal attributes")[0], name_words("Navigation complex")[0]
    (['manner', 'attributes'], ['navigation'])
    """
    cleaned = re.sub(r"[()\[\]?.]", "", name).replace("to/ from", "to").strip()
    heads: list[str] = []
    content: list[str] = []
    for part in filter(None, _JOINTS.split(cleaned)):
        parsed = _parser()(part.lower())
        words = [token for token in parsed if token.is_alpha or len(token.text) > 1]
        content.extend(token.text for token in words if token.pos_ not in _FUNCTION and not token.is_stop)
        while len(words) > 1 and (words[-1].text in _JUDGEMENTS or words[-1].pos_ == "ADJ"):
            words.pop()
        named: list[str] = []
        for token in words:
            if token.pos_ in {"ADP", "SCONJ"} and named:
                break
            # The tagger takes the last noun of "Query inputs" for a verb; "Staff listening" is about listening.
            is_noun = token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBZ" or (token.tag_ == "VBG" and token.i > 0)
            if is_noun and token.text not in _JUDGEMENTS:
                named.append(token.text)
        first = words[0] if words else None
        if first is not None and first.tag_ == "VBG" and first.dep_ != "amod" and first.text != "being":
            heads.append(first.text)
        elif named:
            heads.append(named[-1])
    return heads or content[-1:] or [cleaned.lower()], content or [cleaned.lower()]


# "Navigation complex" is about navigation, whatever a tagger takes "complex" for.
_JUDGEMENTS = frozenset({"clear", "complex", "confusing", "possible", "simple", "useful"})
_FUNCTION = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SPACE", "NUM"})


@cache
def _parser() -> Any:  # noqa: ANN401 - spaCy is not imported here
    """The whole small spaCy pipeline but for names of people: noun chunks need its parser."""
    return import_module(PIPELINE).load(exclude=["ner"])


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    return vector / max(float(np.sqrt((vector * vector).sum())), 1e-9)
