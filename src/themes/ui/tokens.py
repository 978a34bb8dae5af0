"""Short-lived tokens: the page, which knows who sits before it, mints one; every route checks it.

A token names one project, one coder and when it ends, signed by HMAC-SHA-256 (RFC 2104) under a key that is made
anew by each server process and never leaves it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
import time
from dataclasses import asdict, dataclass
from functools import cache

LASTS_SECONDS = 12 * 60 * 60
"""A working day; the page mints a new one on each of its runs."""

_LONGEST = 2_000  # characters; a coder's name is the only part without a fixed length


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a token allows: to read and code in one project as one coder.

    ``project`` is the handle under which this process has it open; ``coder`` is the coder's name,
    empty where nobody has said who they are, which allows to read alone;
    ``until`` is in seconds since 1970, UTC.
    """

    project: str
    coder: str
    until: int


def mint(project: str, coder: str, *, lasts_seconds: int = LASTS_SECONDS) -> str:
    """A token for one project and coder.

    Args:
        project: The handle of an open project.
        coder: The coder's name.
        lasts_seconds: How long it is good.

    Returns:
        Two parts in URL-safe base64, joined by a dot: what is granted, and its signature.
    """
    grant = Grant(project=project, coder=coder, until=int(time.time()) + lasts_seconds)
    granted = base64.urlsafe_b64encode(json.dumps(asdict(grant), ensure_ascii=False).encode())
    return f"{granted.decode()}.{base64.urlsafe_b64encode(_sign(granted)).decode()}"


def check(token: str) -> Grant | None:
    """What a token grants; None where it is not ours, was altered, or has run out."""
    granted, dot, signature = token.partition(".")
    if not dot or len(token) > _LONGEST or not token.isascii():
        return None
    try:
        signed = base64.urlsafe_b64decode(signature)
    except binascii.Error:
        return None
    if not hmac.compare_digest(signed, _sign(granted.encode())):
        return None
    grant = Grant(**json.loads(base64.urlsafe_b64decode(granted)))  # signed by us: it is what mint wrote
    return grant if grant.until > time.time() else None


def _sign(granted: bytes) -> bytes:
    return hmac.digest(_key(), granted, "sha256")


@cache
def _key() -> bytes:
    return secrets.token_bytes(32)
