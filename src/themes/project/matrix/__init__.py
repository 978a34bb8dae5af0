"""The framework matrix: laying it out, writing in it, drafting, and its files."""
