"""`make audit` never takes silence for safety."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy.audit import NOT_LOOKED_UP, NOT_TOLD, TOLD, main

Audit = Callable[[str, str], int]

CLEAN = {"name": "flask", "version": "3.1.3", "vulns": []}
SKIPPED = {"name": "aiohttp", "skip_reason": "Dependency not found on PyPI and could not be audited"}
HIT: dict[str, Any] = {
    "name": "sanic",
    "version": "21.12.2",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2000-1"], "fix_versions": ["22"]}],
}


def said(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages})


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """Runs `make audit`'s program with a pip-audit that says what it is told, and a text about advisories."""
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "lock.txt").write_text("flask==3.1.3\n", encoding="utf-8")
    program = tmp_path / "pip-audit"

    def run(output: str, told: str) -> int:
        (tmp_path / "output").write_text(output, encoding="utf-8")
        program.write_text(f"#!/bin/sh\ncat {tmp_path / 'output'}\necho no such host >&2\n", encoding="utf-8")
        program.chmod(0o700)
        return main(program, folder, told)

    return run


def test_no_advisory_is_well(audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(said(CLEAN), "") == TOLD
    assert "lock.txt: 1 packages, 0 advisories." in capsys.readouterr().out


@pytest.mark.parametrize("told", ["We know PYSEC-1.", "We know CVE-2000-1."])
def test_advisory_that_is_told_of_is_well(audit: Audit, told: str) -> None:
    assert audit(said(CLEAN, HIT), told) == TOLD


def test_advisory_that_is_not_told_of_fails_with_its_names_and_the_mended_version(
    audit: Audit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(said(HIT), "We know CVE-1999-1.") == NOT_TOLD
    assert "sanic 21.12.2: PYSEC-1, CVE-2000-1 (fixed in 22)" in capsys.readouterr().out


@pytest.mark.parametrize("output", ["", "{}", "rubbish", "[]"])
def test_no_answer_is_said_plainly_and_is_not_success(
    audit: Audit, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(output, "") == NOT_LOOKED_UP
    printed = capsys.readouterr().out
    assert "NOT LOOKED UP. no such host" in printed
    assert "says nothing about whether there are any" in printed


def test_database_that_knows_no_package_is_no_answer(audit: Audit) -> None:
    assert audit(said(SKIPPED), "") == NOT_LOOKED_UP


def test_package_that_is_not_known_is_named(audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(said(CLEAN, SKIPPED), "") == TOLD
    assert "Not known to the database: aiohttp" in capsys.readouterr().out
