"""What is measured, each by ``python -m benchmarks.NAME``."""

import os

# Programs that are started here keep what they compile, as a user's do: compiling all again took half of each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
