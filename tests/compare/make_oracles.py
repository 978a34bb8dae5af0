"""Writes oracles.json: what statsmodels, nltk and scikit-learn say of random tables, where they are installed.

    python tests/compare/make_oracles.py

They need not be where the tests run: what they say of the same tables does not change, and their numbers stand here.
"""

import json
import random
from importlib.metadata import version
from pathlib import Path

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import interval_distance
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa, to_table

N_TABLES = 24


def table(seed):
    """Two to five coders who are right more often than not, 8 to 60 units, two to six values; a third lack cells."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    n_coders, n_values, n_units = 2 + seed % 4, draw.randint(2, 6), draw.randint(8, 60)
    truth = [draw.randrange(n_values) for _ in range(n_units)]
    rows = [[true if draw.random() < 0.6 else draw.randrange(n_values) for true in truth] for _ in range(n_coders)]
    if seed % 3 == 2:
        for row in rows:
            for unit in draw.sample(range(n_units), n_units // 5):
                row[unit] = None
    return rows


def said(rows):
    """What they say of a table, by measure and level."""
    triples = [
        (f"c{coder}", f"u{unit}", value)
        for coder, row in enumerate(rows)
        for unit, value in enumerate(row)
        if value is not None
    ]
    given = {
        "alpha nominal": AnnotationTask(triples).alpha(),
        "alpha interval": AnnotationTask(triples, distance=interval_distance).alpha(),
    }
    if any(None in row for row in rows):
        return given
    by_unit = [list(unit) for unit in zip(*rows, strict=True)]
    given["fleiss nominal"] = fleiss_kappa(aggregate_raters(by_unit)[0])
    given["pabak nominal"] = AnnotationTask(triples).S()
    given["conger nominal"] = AnnotationTask(triples).multi_kappa()
    if len(rows) == 2:
        square = to_table(by_unit)[0]
        given["kappa nominal"] = cohens_kappa(square).kappa
        given["kappa interval"] = cohens_kappa(square, wt="quadratic").kappa
        given["kappa linear"] = cohen_kappa_score(*rows, weights="linear")
    return given


def main():
    """Write the file."""
    tables = [table(seed) for seed in range(N_TABLES)]
    file = {
        "by": {name: version(name) for name in ("statsmodels", "nltk", "scikit-learn")},
        "tables": [{"coders": rows, "said": said(rows)} for rows in tables],
    }
    Path(__file__).with_name("oracles.json").write_text(json.dumps(file), encoding="utf-8")


if __name__ == "__main__":
    main()
