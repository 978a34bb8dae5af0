"""The main job needs none of the heavy extras."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

RUN = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"torch", "bertopic", "sentence_transformers", "umap", "hdbscan", "transformers"}:
            raise ModuleNotFoundError(f"{name} is blocked", name=name)

sys.meta_path.insert(0, Blocked())
sys.path.insert(0, sys.argv[1])
from study import MATTERS
from themes.discover import cut, propose
from themes.discover.embed import default_encoder
from themes.model import Speaker, Transcript, Turn
segments, words = [], []
for case in range(5):
    text, turns = "", []
    for matter in MATTERS:
        start = len(text) + 1 if text else 0
        text = f"{text}\\n{matter}" if text else matter
        turns.append(Turn(start=start, end=len(text), speaker=0))
    transcript = Transcript(
        id=f"t{case}", title="", kind="interview", text=text, turns=tuple(turns), format="", layout="",
        speakers=(Speaker(label="P", role="participant", case_id=f"P{case}"),), source_name="", source_sha256="",
    )
    for segment in cut(transcript):
        segments.append(segment)
        words.append(text[segment.start:segment.end])
found = propose(segments, words, default_encoder().encode(words))
print(len(found.members), len(found.candidates) > 0)
"""


def test_cutting_encoding_and_proposing_work_without_torch_bertopic_sentence_transformers_and_umap():
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(HERE)],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1] / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("40 True\n", 0) == (done.stdout, done.returncode), done.stderr
