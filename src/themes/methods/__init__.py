"""What a project can declare that it does, as data."""

from themes.methods.table import DEFAULT, METHODS, Method, method

__all__ = ["DEFAULT", "METHODS", "Method", "method"]
