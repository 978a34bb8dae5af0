"""What the columns of all tables are made of."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()


def text(name: str) -> Column[str]:
    """A column of words, none of them missing."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[int]:
    """A column of whole numbers, none of them missing."""
    return Column(name, Integer, nullable=False)


def to(name: str, target: str, *, optional: bool = False, key: bool = False) -> Column[str]:
    """A reference by id, checked at commit."""
    reference = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Text, reference, nullable=optional, primary_key=key)


def table(
    name: str,
    *parts: Column[str] | Column[int] | Column[float] | UniqueConstraint | CheckConstraint,
    of: str | None = None,
) -> Table:
    """The table of a kind of fact: its id (``of`` says whose it is), its columns, the digest of its body."""
    own: Column[str] = Column("id", Text, primary_key=True, nullable=False)
    identity = own if of is None else to("id", of, key=True)
    return Table(name, metadata, identity, *parts, to("digest", "version.digest"), sqlite_strict=True)


def span(name: str) -> tuple[Column[int], Column[int], CheckConstraint]:
    """The columns of a half-open range of code points that holds something."""
    holds = CheckConstraint('0 <= "start" AND "start" < "end"', name=f"{name}_holds_words")
    return whole("start"), whole("end"), holds
