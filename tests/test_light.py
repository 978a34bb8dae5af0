"""What ``import themes`` and ``themes --help`` must not bring, seen in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "bertopic", "docx", "hdbscan", "numpy", "onnxruntime", "openpyxl", "pandas", "scipy", "sentence_transformers",
    "sklearn", "spacy", "sqlalchemy", "streamlit", "tokenizers", "torch", "transformers", "umap",
}  # fmt: skip


def test_the_server_can_begin_before_the_store_is_loaded():
    code = "import app, sys; print('sqlalchemy' in sys.modules, 'themes.project' in sys.modules)"
    asked = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert "False False" == asked.stdout.splitlines()[-1]


def test_the_first_page_needs_no_numpy_for_its_heading():
    code = "import themes.ui.shell, themes.ui.pages.study, sys; print({'numpy', 'pandas'} & set(sys.modules))"
    asked = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert "set()" == asked.stdout.splitlines()[-1]


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


def test_the_main_job_runs_with_torch_and_bertopic_blocked_from_import(corpus, tmp_path):
    code = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"torch", "bertopic", "sentence_transformers", "umap", "hdbscan", "transformers"}:
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Blocked())
from pathlib import Path
from themes import Project
corpus, out = map(Path, sys.argv[1:])
with Project.create(out / "clp.themes", coder="AB") as project:
    project.add_many(sorted((corpus / "interviews").iterdir())[:3])
    project.add_case_table(corpus / "cases.csv")
    project.discover()
    code = project.accept(1, name="Board engagement", theme=True)
    project.reject(2)
    project.suggestions(code, limit=3)
    project.describe(pseudonymised=True)
    project.report(out / "themes.docx")
    project.report(out / "themes.xlsx")
    print(len(project.codings()), *sorted(path.suffix for path in out.glob("themes.*")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(corpus), str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    n_codings, *suffixes = done.stdout.split()
    assert int(n_codings) > 5
    assert [".docx", ".xlsx"] == suffixes
