"""Surveys, answers in a table: a row a respondent, and what each column holds.

file → rows (``table``) → headings (``headings``) → what each column holds (``columns``) → ``Grid``
"""

from themes.read.survey.grid import ColumnAs, Grid, column_named, confirmed, read_grid

__all__ = ["ColumnAs", "Grid", "column_named", "confirmed", "read_grid"]
