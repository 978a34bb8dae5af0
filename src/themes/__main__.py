"""``python -m themes`` is ``themes``."""

from themes.cli import main

main(prog_name="themes")
