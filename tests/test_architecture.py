"""Imports run one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.command import ROOT

MAY: dict[str, set[str]] = {
    "claims": set(),
    "storage": {"claims"},
    "fetching": {"claims"},
    "spiders": {"claims", "storage", "fetching"},
    "pipelines": {"claims", "storage", "fetching"},
    "commands": {"claims", "storage", "fetching", "spiders", "pipelines", "demo"},
    "demo": set(),
}


@pytest.mark.parametrize("package", MAY)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / package).rglob("*.py")
        for name in imported(path)
        if name in MAY and name != package and name not in MAY[package]
    }
    assert wrong == set()


def test_claims_know_neither_scrapy_nor_sql_nor_the_network() -> None:
    foreign = {"scrapy", "twisted", "sqlite3", "sqlite_utils", "socket", "requests", "urllib"}
    assert {
        p.name: imported(p) & foreign for p in (ROOT / "claims").rglob("*.py") if imported(p) & foreign
    } == {}


def imported(path: Path) -> set[str]:
    """Return the top-level names that a module imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names
