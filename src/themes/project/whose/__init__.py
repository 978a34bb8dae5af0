"""Whose codings count: everyone's, some coders', or the consensus' where it was settled."""
