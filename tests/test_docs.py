"""The documents promise nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import main
from tests.command import ROOT

PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_verbs_and_benchmarks_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    verbs = main.list_commands(None)  # type: ignore[arg-type]  # needs no context
    for verb in re.findall(r"(?:^ {4}|bin/|`)claimwire ([a-z]+)", text, re.MULTILINE):
        assert verb in verbs
    for module in re.findall(r"python -m benchmarks\.([a-z_]+)", text):
        assert (ROOT / "benchmarks" / f"{module}.py").exists(), module
