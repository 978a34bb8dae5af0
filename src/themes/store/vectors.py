"""Vectors of words by model and digest, as float16: a cache, since they can be computed again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from themes.store import schema

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def known(connection: Connection, model: str, digests: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The vectors that are kept, by digest.

    Args:
        connection: An open connection.
        model: Name of the encoder.
        digests: Digests of the words, any number.

    Returns:
        Vectors of shape (dimensions,), rounded to float16 on the way; rows of one array.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    table = schema.vector
    listed = func.json_each(bindparam("digests")).table_valued("value")
    statement = (
        select(table.c.digest, table.c["values"])
        .where(table.c.model == model)
        .where(table.c.digest.in_(select(listed.c.value)))
    )
    rows = connection.execute(statement, {"digests": json.dumps(list(digests))}).all()
    together = np.frombuffer(b"".join([values for _, values in rows]), dtype="<f2").astype(np.float32)
    return dict(zip([digest for digest, _ in rows], together.reshape(max(1, len(rows)), -1), strict=bool(rows)))


def save(connection: Connection, model: str, digests: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Keep vectors of shape (n, dimensions) by the n digests of their words."""
    rows = [
        {"model": model, "digest": digest, "values": vector.astype("<f2").tobytes()}
        for digest, vector in zip(digests, vectors, strict=True)
    ]
    if rows:
        connection.execute(insert(schema.vector).on_conflict_do_nothing(), rows)
