"""What ``import themes`` and ``themes --help`` must not bring, seen in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

HEAVY = {
    "bertopic", "docx", "hdbscan", "numpy", "onnxruntime", "openpyxl", "pandas", "scipy", "sentence_transformers",
    "sklearn", "spacy", "sqlalchemy", "streamlit", "tokenizers", "torch", "transformers", "umap",
}  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "import themes",
        "from themes.cli import main; main(['--help'], standalone_mode=False)",
        "from themes.cli import main; main(['discover', '--help'], standalone_mode=False)",
        "from themes.cli.docs import page; page()",
    ],
)
def test_it_loads_nothing_heavy(code):
    ending = "\nimport sys, json; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    asked = subprocess.run(
        [sys.executable, "-c", code + ending],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert set() == HEAVY & set(json.loads(asked.stdout.splitlines()[-1]))


def test_opening_a_project_loads_no_encoder_and_no_page(tmp_path):
    code = (
        "import sys, json\nfrom themes import Project\n"
        "with Project.create(sys.argv[1], coder='AB') as project: project.add_code('Trust')\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "clp.themes")],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert {"sqlalchemy"} == HEAVY & set(json.loads(asked.stdout))
