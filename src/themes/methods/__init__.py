"""What a project can declare that it does, as data."""

from themes.methods.table import DEFAULT, METHODS, Caution, Method, Part, method

__all__ = ["DEFAULT", "METHODS", "Caution", "Method", "Part", "method"]
