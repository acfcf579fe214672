"""What resolution knows of one mention: its fields in normal form, and the document that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from claims.gazetteer import PlaceKind
from claims.model import Actuality, Kind, Method, Polarity, Quantity, Step, Target


class Spot(NamedTuple):
    """A place by its id, with the ids of what contains it: its region and its country.

    ``kind`` is None for a name that the gazetteer lacks: a village, a street, a shop.
    """

    id: str
    within: frozenset[str] = frozenset()
    kind: PlaceKind | None = None
    name: str = ""

    @property
    def region(self) -> str:
        """Return the id of the region that it lies in or is; its own id where that is not known."""
        if self.kind is PlaceKind.REGION:
            return self.id
        return min((area for area in self.within if "." in area), default=self.id)


class Dates(NamedTuple):
    """When a thing happened or holds: both ends inclusive, None at an end that is not given."""

    start: date | None
    end: date | None

    @property
    def days(self) -> int | None:
        """Return the number of days, None where an end is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when, for a mention that does not say: from its document, or from the same story elsewhere.

    ``roots`` are the speakers whom the document names for its other claims; ``scene`` is the place that
    its title or opening names, which counts only where nothing better is known.
    """

    places: frozenset[Spot] = frozenset()
    dates: Dates | None = None
    roots: frozenset[str] = frozenset()
    scene: frozenset[Spot] = frozenset()


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention, as resolution compares it.

    ``mention`` and ``document`` are ids, of the mention and of the document version that it stands in;
    ``order`` is its position there. ``copies`` is the same for all republished or translated copies of
    one text. ``chain`` holds source ids: who is said to know, each relay, the outlet last; ``root`` is
    None where the outlet itself asserts it, or names nobody. ``gist`` is what the quote is about, in
    codes that are the same in every language; ``clock`` the time of day in it, in minutes.
    ``crowd`` says that the root is nobody in particular ("local media").
    """

    mention: str
    document: str
    outlet: str
    kind: Kind
    root: str | None = None
    relays: tuple[str, ...] = ()
    published: date | None = None
    language: str = ""
    copies: str = ""
    order: int = 0
    target: frozenset[Target] = frozenset()
    method: Method | None = None
    quantity: Quantity | None = None
    dates: Dates | None = None
    places: frozenset[Spot] = frozenset()
    certainty: Step | None = None
    polarity: Polarity = Polarity.AFFIRMED
    actuality: Actuality = Actuality.DONE
    background: bool = False
    gist: frozenset[str] = frozenset()
    clock: int | None = None
    quote: str = ""
    root_name: str | None = None
    crowd: bool = False
    setting: Setting = field(default=Setting())

    @property
    def where(self) -> frozenset[Spot]:
        """Return the places named for it, or else those of its setting."""
        return self.places or self.setting.places

    @property
    def when(self) -> Dates | None:
        """Return the period named for it, or else that of its setting."""
        return self.dates or self.setting.dates


Group = tuple[Appearance, ...]
"""The mentions of one claim."""
