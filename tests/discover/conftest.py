"""The made-up study of these tests (study.py) can be imported, also by the processes that they start."""

from __future__ import annotations

import sys
from pathlib import Path

# pytest's importlib mode puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
