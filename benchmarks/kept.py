"""What several benchmarks of one run need, computed once: vectors of words, what is found in them, by us and by peers.

Where the environment names a folder (``python -m benchmarks`` does), it is kept there; else nothing is. Vectors of our
encoder are the same bit for bit alone and among others, and whatever draws at random is given a seed, so that what is
kept is what would be computed. A run that was broken off goes on from its folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themes.discover.embed import Encoder, default_encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "THEMES_BENCH_KEPT"
"""The environment variable that names the folder."""


def folder() -> Path | None:
    """Where this run keeps what it computes; None where it keeps nothing."""
    said = os.environ.get(FOLDER)
    return Path(said) if said else None


@cache
def encoder() -> Encoder:
    """The default encoder, which in a run of several benchmarks encodes each text once."""
    place = folder()
    return default_encoder() if place is None else _Remembering(default_encoder(), place / "vectors.npz")


def once(name: str, of: Iterable[bytes], work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What some work gives, done again only where nobody kept it.

    Args:
        name: What it is, as the beginning of a file's name.
        of: All that the result hangs on.
        work: Gives what JSON can hold.
    """
    place = folder()
    if place is None:
        return work()
    digest = hashlib.sha256()
    for part in of:
        digest.update(hashlib.sha256(part).digest())
    file = place / f"{name}-{digest.hexdigest()[:24]}.json"
    if file.is_file():
        return json.loads(file.read_text(encoding="utf-8"))
    result = work()
    _whole(file, json.dumps(result).encode())
    return result


@cache
def source() -> tuple[bytes, ...]:
    """The source that candidates hang on: what was found by another is none of this one's."""
    import themes.discover  # noqa: PLC0415

    return tuple(path.read_bytes() for path in sorted(Path(themes.discover.__file__).parent.glob("*.py")))


class _Remembering:
    """An encoder that looks a text up before it encodes it."""

    def __init__(self, inner: Encoder, file: Path) -> None:
        import numpy as np  # noqa: PLC0415

        self.name, self.dimensions = inner.name, inner.dimensions
        self._inner, self._file = inner, file
        self._known: dict[bytes, NDArray[np.float32]] = {}
        if file.is_file():
            with np.load(file) as held:
                self._known = dict(zip(held["keys"].tolist(), held["vectors"], strict=True))

    def encode(
        self, words: Sequence[str], *, on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors for texts; see ``Encoder``."""
        import numpy as np  # noqa: PLC0415

        keys = [hashlib.sha256(f"{self.name}\0{text}".encode()).hexdigest()[:32].encode() for text in words]
        missing = {key: text for key, text in zip(keys, words, strict=True) if key not in self._known}
        if missing:
            found = self._inner.encode(list(missing.values()), on_progress=on_progress)
            self._known.update(zip(missing, found, strict=True))
            self._keep()
        vectors = np.zeros((len(words), self.dimensions), dtype=np.float32)
        for at, key in enumerate(keys):
            vectors[at] = self._known[key]
        return vectors

    def _keep(self) -> None:
        import io  # noqa: PLC0415

        import numpy as np  # noqa: PLC0415

        content = io.BytesIO()
        np.savez(content, keys=np.array(list(self._known), dtype="S32"), vectors=np.stack(list(self._known.values())))
        _whole(self._file, content.getvalue())


def _whole(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: a run may be broken off."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".part")
    beside.write_bytes(content)
    beside.replace(file)
