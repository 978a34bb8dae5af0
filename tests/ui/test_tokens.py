"""Tokens: what is signed is believed, nothing else."""

from __future__ import annotations

import base64
import json

import pytest

from themes.ui import tokens


def test_a_token_names_its_project_and_coder():
    grant = tokens.check(tokens.mint("p-1", "Zoë 😀"))
    assert grant is not None
    assert (grant.project, grant.coder) == ("p-1", "Zoë 😀")


def test_a_token_that_has_run_out_grants_nothing():
    assert tokens.check(tokens.mint("p-1", "AB", lasts_seconds=-1)) is None


def test_an_altered_token_grants_nothing():
    granted, signature = tokens.mint("p-1", "AB").split(".")
    fields = json.loads(base64.urlsafe_b64decode(granted)) | {"project": "p-2"}
    altered = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
    assert tokens.check(f"{altered}.{signature}") is None


@pytest.mark.parametrize("token", ["", ".", "a", "a.b", "é.é", "x" * 5_000, "a." + "=" * 9, "\x00.\x00"])
def test_what_is_no_token_grants_nothing(token: str):
    assert tokens.check(token) is None


def test_a_new_server_process_believes_no_older_token():
    token = tokens.mint("p-1", "AB")
    tokens._key.cache_clear()  # what a restart does: the key is drawn anew
    assert tokens.check(token) is None


def test_a_mount_takes_less_than_half_a_kilobyte():
    token = tokens.mint("0" * 36, "AB")
    mount = {"api": "/api/projects", "token": token, "project": "0" * 36, "transcript": "0" * 36, "coder": "AB"}
    assert len(json.dumps(mount)) < 512
