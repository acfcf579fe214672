"""Made-up articles for benchmarks: as long as real ones, no two alike, some with claims.

An article is a pure function of its number, so that every run measures the same pages.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

_PEOPLE = [
    "the mayor",
    "a spokesperson",
    "the governor",
    "two residents",
    "an engineer",
    "the council",
    "a teacher",
    "local doctors",
]
_VERBS = [
    "described",
    "opened",
    "inspected",
    "discussed",
    "postponed",
    "restored",
    "photographed",
    "financed",
    "planned",
    "questioned",
]
_THINGS = [
    "a water pipe",
    "the new library",
    "a tram line",
    "the school roof",
    "a bakery",
    "the river bank",
    "an orchestra",
    "the budget",
    "a market hall",
    "the bus depot",
    "a football pitch",
    "the museum",
    "a greenhouse",
    "the town clock",
    "a footbridge",
    "the archive",
]
_WHERE = [
    "Kharkiv",
    "Odesa",
    "Dnipro",
    "Lviv",
    "Sumy",
    "Poltava",
    "Kherson",
    "Mykolaiv",
    "Zaporizhzhia",
    "Chernihiv",
]
_CLAIMS = (
    "Russian forces attacked {place} with {n} drones overnight, the Ukrainian Air Force said.",
    "Air defence shot down {n} missiles over {place} Oblast, according to the Air Force.",
    "{n} people were killed and {m} wounded in a missile strike on {place}, the regional governor said.",
    "The strike damaged {n} houses and a school in {place}.",
    "The Ministry of Defence said that {n} people had been mobilised in {place} Oblast since January.",
)
START = datetime(2024, 1, 1, tzinfo=UTC)


def published(number: int) -> datetime:
    """Return when that article came out: one every five minutes."""
    return START + timedelta(minutes=5 * number)


def title(number: int) -> str:
    """Return an article's headline."""
    chance = random.Random(f"title {number}")
    return f"{chance.choice(_WHERE)}: {_deed(chance)} ({number})"


def paragraphs(number: int, count: int = 14) -> list[str]:
    """Return an article's body: about 25 words a paragraph, every third with a claim."""
    chance = random.Random(f"body {number}")
    return [_paragraph(chance, claim=n % 3 == 0) for n in range(count)]


def _deed(chance: random.Random) -> str:
    return f"{chance.choice(_PEOPLE)} {chance.choice(_VERBS)} {chance.choice(_THINGS)}"


def _paragraph(chance: random.Random, *, claim: bool) -> str:
    deeds = [_deed(chance) for _ in range(3)]
    sentences = [f"{deeds[0].capitalize()} and {deeds[1]}, while {deeds[2]} near {chance.choice(_WHERE)}."]
    if claim:
        figures = {"n": chance.randrange(2, 90), "m": chance.randrange(2, 90), "place": chance.choice(_WHERE)}
        sentences.append(chance.choice(_CLAIMS).format(**figures))
    return " ".join(sentences)
