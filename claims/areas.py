"""Places named by a common noun: regions, districts, directions, seas, and villages of no list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claims.declension import ADJECTIVE_SUFFIXES, adjective_stems, nominatives
from claims.gazetteer import Entry, PlaceKind, gazetteer
from claims.model import Place
from claims.romanise import romanise
from claims.text import Token

# The words before the common noun, and the region of their name where there is one.
Area = Callable[[Sequence[Token], Entry | None], Entry | None]

_SETTLEMENT_ENDINGS = (
    *("івка", "ївка", "овка", "евка", "ське", "цьке", "ное", "ское", "цкое"),
    *("ово", "ево", "ове", "еве", "єве", "ине", "ино", "їне"),
)
_LATIN_ADJECTIVES = ("sky", "skyi", "skyy", "skiy", "ski")
_REGION_WORDS = (" Oblast", " Krai", " Region")


def region(tokens: Sequence[Token], named: Entry | None) -> Entry | None:
    """Return the region of that name."""
    return named if named and named.kind is PlaceKind.REGION else None


def district(tokens: Sequence[Token], named: Entry | None) -> Entry | None:
    """Return a region's district, which is named after its town, or a city's."""
    base = named or _town(tokens)
    if base and base.kind is PlaceKind.TOWN and not base.population:
        return city_district(tokens, named)
    return _after(tokens, base, PlaceKind.DISTRICT, "Raion", "District")


def city_district(tokens: Sequence[Token], named: Entry | None) -> Entry | None:
    """Return a district of a city, which keeps its adjective: Saltivskyi District."""
    return _after(tokens, None, PlaceKind.DISTRICT, "District", "District")


def direction(tokens: Sequence[Token], named: Entry | None) -> Entry | None:
    """Return a stretch of the front that is named after a town or a region."""
    return _after(tokens, named or _town(tokens), PlaceKind.AREA, "direction", "direction")


def sea(tokens: Sequence[Token], named: Entry | None) -> Entry | None:
    """Return the sea that an adjective alone names in "the Black and Azov seas"."""
    stems = adjective_stems(tokens[-1].norm)
    return next((gazetteer().seas[stem] for stem in stems if stem in gazetteer().seas), None)


def unlisted(tokens: Sequence[Token], language: str, endings: tuple[str, ...] = ()) -> Entry | None:
    """Return a settlement of no list, without coordinates; None if it ends in none of ``endings``."""
    words = [_settlement(token, endings or _SETTLEMENT_ENDINGS) for token in tokens]
    if endings and not all(word.casefold().endswith(endings) for word in words):
        return None
    return _entry(romanise(" ".join(words), "ru" if language == "ru" else "uk"), PlaceKind.TOWN, None)


def _settlement(token: Token, endings: tuple[str, ...]) -> str:
    """Return the nominative of a name that ends as villages' names do, any other word as it stands."""
    if token.text.isascii() or token.norm.endswith(endings):
        return token.text
    form = next((form for form in nominatives(token.norm) if form.endswith(endings)), None)
    return form.capitalize() if form else token.text


def _town(tokens: Sequence[Token]) -> Entry | None:
    return None if tokens[-1].text.isascii() else gazetteer().town_of(tokens[-1].norm)


def _after(tokens: Sequence[Token], base: Entry | None, kind: PlaceKind, of: str, bare: str) -> Entry | None:
    """Return the area named before its common noun: by an adjective, or in English by a name."""
    token = tokens[-1]
    if not token.text[0].isupper():
        return None
    if token.text.isascii():
        if base is None and not token.norm.endswith(_LATIN_ADJECTIVES):
            return None
        return _entry(f"{' '.join(each.text for each in tokens)} {bare}", kind, base)
    stem = next((stem for stem in adjective_stems(token.norm) if stem.endswith(ADJECTIVE_SUFFIXES)), None)
    if stem is None:
        return None
    name = base.place.name if base else romanise(f"{stem}ий".title(), "uk" if stem.endswith("ьк") else "ru")
    for word in _REGION_WORDS:
        name = name.removesuffix(word)
    return _entry(f"{name} {of if base else bare}", kind, base)


def _entry(label: str, kind: PlaceKind, base: Entry | None) -> Entry:
    key = "name:" + label.casefold().replace(" ", "-")
    if base is None:
        return Entry(Place(key, label), kind)
    place = base.place
    return Entry(Place(key, label, None, place.country, place.latitude, place.longitude), kind, base.division)
