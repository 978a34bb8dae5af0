"""Taguette beside ours, on the server's side alone: ``python -m benchmarks.taguette [CODINGS] [--taguette PROGRAM]``.

The same interview of 9,000 words goes to both; over HTTP on this computer, one request after the other and taking
turns, 500 passages get a code, and the interview is then opened with them. Milliseconds from the request to the whole
answer, medians: of the last codings, and of several openings. Each server has a process of its own. Of ours, the
routes that the coding surface talks to; of Taguette (BSD-3-Clause, from PyPI, only measured here), those that its page
does. Budget (issue 5): ours is faster at both.

Install it apart, as ``python -m venv taguette && taguette/bin/pip install taguette``, and name the program by
``--taguette`` or TAGUETTE; where there is none, ours is measured alone and the figures say so.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from benchmarks.coding import HERE, N_CODES, N_CODINGS, _hour, _listens, build
from themes.operations import new_id
from themes.project import Project
from themes.ui import tokens
from themes.ui.api import routes
from themes.ui.later import API
from themes.ui.windows import version_of, whole

_LAST, _OPENINGS = 100, 15
_STARTS_S = 60
_BOUNDARY = "a-line-between-parts"

Ask = Callable[[str, str, bytes, dict[str, str]], bytes]
"""Method, path, body and headers of a request; the answer's body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A server with the interview in it: what gives a passage a code by its number, opens it all, and says how many."""

    code: Callable[[int], object]
    open: Callable[[], object]
    n_codings: Callable[[], int]


@contextmanager
def ours(file: Path, *, n_codings: int) -> Iterator[Side]:
    """The file behind our routes, in a process of its own, as Taguette is."""
    with Project.open(file, read_only=True) as project:
        transcript, codes, seq = _hour(project), project.codes(), project.last_seq()
    base = f"{API}/study/transcripts/{transcript.id}"
    version, apart = version_of(transcript, whole(transcript)), len(transcript.text) // n_codings
    with _our_server(file) as (port, token), _asking(port) as ask:
        headers = {"x-themes-token": token, "content-type": "application/json"}
        last = [seq]

        def code(nth: int) -> None:
            span = {"start": nth * apart, "end": nth * apart + 60, "text": version, "code": codes[nth % N_CODES].id}
            ids = {"id": new_id(), "coding": new_id(), "quotation": new_id()}
            body = json.dumps([{**ids, "kind": "code", **span, "valence": None}]).encode()
            told = json.loads(ask("POST", f"{base}/operations?since={last[-1]}", body, headers))
            assert told["acknowledged"], told
            last.append(told["seq"])

        def opened() -> list[object]:
            return list(json.loads(ask("GET", base, b"", headers))["codings"])

        yield Side(code=code, open=opened, n_codings=lambda: len(opened()))


@contextmanager
def theirs(program: str, folder: Path, text: str, *, n_codings: int) -> Iterator[Side]:
    """The same behind Taguette's own routes."""
    with _their_server(program, folder) as (port, user), _asking(port) as ask:
        xsrf = "0123456789abcdef0123456789abcdef"
        headers = {"cookie": f"{user}; _xsrf={xsrf}", "x-xsrftoken": xsrf}
        in_json = {**headers, "content-type": "application/json"}
        form = {**headers, "content-type": "application/x-www-form-urlencoded"}
        ask("POST", "/project/new", f"name=Hour&description=&_xsrf={xsrf}".encode(), form)
        page = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
        asked = _form({"name": "hour", "description": ""}, "hour.html", f"<html><body>{page}</body></html>")
        multipart = {**headers, "content-type": f"multipart/form-data; boundary={_BOUNDARY}"}
        document = json.loads(ask("POST", "/api/project/1/document/new", asked, multipart))["created"]
        codes = [
            json.loads(ask("POST", "/api/project/1/tag/new", _json(path=f"Code {nth}", description=""), in_json))["id"]
            for nth in range(N_CODES)
        ]
        base, apart = f"/api/project/1/document/{document}", len(text.encode()) // n_codings

        def code(nth: int) -> None:
            body = _json(start_offset=nth * apart, end_offset=nth * apart + 60, tags=[codes[nth % N_CODES]])
            ask("POST", f"{base}/highlight/new", body, in_json)

        def opened() -> list[object]:  # its page asks for the words, and for what stands on them
            json.loads(ask("GET", f"{base}/contents", b"", headers))
            return list(json.loads(ask("GET", base, b"", headers))["highlights"])

        yield Side(code=code, open=opened, n_codings=lambda: len(opened()))


def compare(sides: Mapping[str, Side], *, n_codings: int) -> dict[str, dict[str, float]]:
    """Milliseconds for one coding and for one opening of each side, which take turns: a busy machine is so for both."""
    coding: dict[str, list[float]] = {name: [] for name in sides}
    opening: dict[str, list[float]] = {name: [] for name in sides}
    for nth in range(n_codings):
        for name, side in sides.items():
            coding[name].append(_timed(partial(side.code, nth)))
    for _ in range(_OPENINGS):
        for name, side in sides.items():
            opening[name].append(_timed(side.open))
    for name, side in sides.items():
        assert side.n_codings() == n_codings, f"{name} lost a coding"
    return {
        name: {"coding_ms": statistics.median(coding[name][-_LAST:]), "opening_ms": statistics.median(opening[name])}
        for name in sides
    }


def _json(**content: object) -> bytes:
    return json.dumps(content).encode()


def _form(fields: dict[str, str], name: str, content: str) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    parts.append(f"--{_BOUNDARY}\r\n{disposition}\r\nContent-Type: text/html\r\n\r\n{content}\r\n--{_BOUNDARY}--\r\n")
    return "".join(parts).encode()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


@contextmanager
def _asking(port: int) -> Iterator[Ask]:
    """One connection that stays open, as a browser keeps it."""
    connection = HTTPConnection(HERE, port, timeout=60)

    def ask(method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status < 400, (path, answer.status, content[:300])
        return content

    yield ask
    connection.close()


@contextmanager
def _our_server(file: Path) -> Iterator[tuple[int, str]]:
    """Its port, and a token, which only the process that serves can mint."""
    port = _free_port()
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(str(file), port, there), daemon=True)
    process.start()
    try:
        token = str(here.recv())
        _await(port)
        yield port, token
    finally:
        process.terminate()
        process.join(_STARTS_S)


def _serve(file: str, port: int, to: Connection) -> None:
    with Project.open(file) as project:
        to.send(tokens.mint("study", "AB"))
        app = Starlette(routes=[Mount(API, routes=routes(lambda _handle: project))])
        uvicorn.run(app, host=HERE, port=port, log_level="error")


@contextmanager
def _their_server(program: str, folder: Path) -> Iterator[tuple[int, str]]:
    """Its port, and the cookie that it gives whoever has the address that it prints."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 - the program that the caller names
        [program, "--no-browser", "--port", str(port), "--bind", HERE, "--database", str(folder / "taguette.sqlite3")],
        env={**os.environ, "HOME": str(folder), "PYTHONUNBUFFERED": "1"},
        stdout=(folder / "taguette.log").open("wb"),
        stderr=subprocess.STDOUT,
    )
    try:
        _await(port)
        time.sleep(1)  # it prints the address once it listens
        printed = re.search(r"\?token=(\S+)", (folder / "taguette.log").read_text(encoding="utf-8"))
        assert printed, "Taguette printed no address to log in by"
        connection = HTTPConnection(HERE, port, timeout=60)
        connection.request("GET", f"/?token={printed[1]}")
        cookie = connection.getresponse().headers["set-cookie"] or ""
        connection.close()
        yield port, cookie.split(";")[0]
    finally:
        process.terminate()
        process.wait(timeout=60)


def _version_of(program: str) -> str:
    asked = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=_STARTS_S)  # noqa: S603 - the program that the caller names
    return asked.stdout.strip().removeprefix("taguette version ")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HERE, 0))
        return int(free.getsockname()[1])


def _await(port: int) -> None:
    until = time.monotonic() + _STARTS_S
    while not _listens(port):
        assert time.monotonic() < until, "a server did not start"
        time.sleep(0.1)


def main() -> int:
    """Measure both and print them; 1 where Taguette is faster at anything."""
    parser = argparse.ArgumentParser(prog="benchmarks.taguette")
    parser.add_argument("codings", nargs="?", type=int, default=N_CODINGS)
    parser.add_argument("--taguette", default=os.environ.get("TAGUETTE") or shutil.which("taguette"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        file = Path(folder) / "hour.themes"
        build(file, n_codings=0)
        with Project.open(file, read_only=True) as project:
            text = _hour(project).text
        n = options.codings
        sides = {"ours": servers.enter_context(ours(file, n_codings=n))}
        if options.taguette:
            sides["taguette"] = servers.enter_context(theirs(options.taguette, Path(folder), text, n_codings=n))
        found = compare(sides, n_codings=n)
    for name, one in found.items():
        print(f"{name:9} a coding {one['coding_ms']:6.1f} ms, opened {one['opening_ms']:6.1f} ms", file=sys.stderr)
    if "taguette" not in found:
        print("Taguette is not installed here: ours alone was measured (see --help).", file=sys.stderr)
    told: dict[str, object] = {name: {what: round(ms, 1) for what, ms in one.items()} for name, one in found.items()}
    if options.taguette:
        told["version"] = _version_of(options.taguette)
    print(json.dumps(told))
    peer = found.get("taguette", {})
    return int(any(found["ours"][what] > ms for what, ms in peer.items()))


if __name__ == "__main__":
    sys.exit(main())
