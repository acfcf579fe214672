"""The vocabulary of a claim and the mention that carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from claims.document import Document, Part


class Kind(StrEnum):
    """What a claim says."""

    ATTACK = "attack"
    INTERCEPTION = "interception"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    ATTRIBUTION = "attribution"
    PROSECUTION = "prosecution"
    MOBILISATION = "mobilisation"
    RECRUITMENT = "recruitment"
    CONSCRIPTION_RULE = "conscription_rule"
    EVASION = "evasion"
    TREND = "trend"
    ASSESSMENT = "assessment"


class Target(StrEnum):
    """What is attacked, or for the kinds of mobilisation whom it concerns."""

    RECRUITMENT_OFFICE = "recruitment_office"
    POLICE = "police"
    ADMIN_BUILDING = "admin_building"
    RAILWAY = "railway"
    ENERGY = "energy"
    OIL = "oil"
    INDUSTRY = "industry"
    PORT = "port"
    SHIP = "ship"
    AIRFIELD = "airfield"
    AIRCRAFT = "aircraft"
    AIR_DEFENCE = "air_defence"
    AMMUNITION_DEPOT = "ammunition_depot"
    MILITARY_BASE = "military_base"
    TROOPS = "troops"
    RESIDENTIAL = "residential"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    BRIDGE = "bridge"
    VEHICLE = "vehicle"
    CIVILIANS = "civilians"
    OFFICIAL = "official"
    OTHER = "other"
    RESERVISTS = "reservists"
    CONSCRIPTS = "conscripts"
    VOLUNTEERS = "volunteers"
    PRISONERS = "prisoners"
    STUDENTS = "students"
    WOMEN = "women"
    FOREIGNERS = "foreigners"
    MEN_ABROAD = "men_abroad"
    CITIZENS = "citizens"


class Method(StrEnum):
    """With what it was done."""

    ARSON = "arson"
    DRONE = "drone"
    MISSILE = "missile"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    EXPLOSION = "explosion"
    SHOOTING = "shooting"
    SABOTAGE = "sabotage"
    CYBER = "cyber"
    COMBINED = "combined"
    OTHER = "other"


class Op(StrEnum):
    """How a figure bounds the truth."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    RATIO = "ratio"
    PERCENT = "percent"
    MAGNITUDE = "magnitude"
    ZERO = "zero"


class Unit(StrEnum):
    """What a figure counts."""

    ATTACK = "attack"
    DRONE = "drone"
    MISSILE = "missile"
    BOMB = "bomb"
    WEAPON = "weapon"
    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTY = "casualty"
    MISSING = "missing"
    EVACUATED = "evacuated"
    PERSON = "person"
    CASE = "case"
    BUILDING = "building"
    SETTLEMENT = "settlement"
    HOUSEHOLD = "household"
    REGION = "region"
    AGE = "age"
    ROUBLE = "rouble"
    HRYVNIA = "hryvnia"
    DOLLAR = "dollar"
    PERCENT = "percent"


class Step(StrEnum):
    """How sure the speaker is: the UK's PHIA yardstick, and ``alleged``."""

    ALMOST_CERTAIN = "almost_certain"
    HIGHLY_LIKELY = "highly_likely"
    LIKELY = "likely"
    REALISTIC_POSSIBILITY = "realistic_possibility"
    UNLIKELY = "unlikely"
    HIGHLY_UNLIKELY = "highly_unlikely"
    REMOTE_CHANCE = "remote_chance"
    ALLEGED = "alleged"


class Polarity(StrEnum):
    """Whether the proposition is asserted or denied."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Actuality(StrEnum):
    """Whether the thing has happened."""

    DONE = "done"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    FOILED = "foiled"
    PLANNED = "planned"
    PROMISED = "promised"
    DEMANDED = "demanded"
    CONDITIONAL = "conditional"
    FORECAST = "forecast"


class Stance(StrEnum):
    """How a hop of the chain stands to what it passes on."""

    SAYS = "says"
    REPORTS = "reports"
    ALLEGES = "alleges"
    ASSESSES = "assesses"
    DENIES = "denies"
    CONFIRMS = "confirms"
    PROMISES = "promises"
    THREATENS = "threatens"
    ORDERS = "orders"
    DEMANDS = "demands"
    ASKS = "asks"


class PeriodOperator(StrEnum):
    """How a period's words bound it."""

    DURING = "during"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as_of"
    BETWEEN = "between"
    OVERNIGHT = "overnight"
    LAST_N = "last_n"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``document.part(part)[start:end]``, offsets in code points."""

    start: int
    end: int
    part: Part = "text"


Basis = Literal["inherited", "default"]
Evidence = Span | Basis


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit. ``max`` is given for ranges and magnitudes only, ends inclusive."""

    value: float
    op: Op
    unit: Unit | None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When the thing happened or holds, both ends inclusive; None at an end that the text leaves open.

    ``resolved`` says by what the words became dates: ``explicit``, ``published``, ``document`` or the
    name of an anchor. ``alternative`` is the second reading where two survive.
    """

    start: date | None
    end: date | None
    operator: PeriodOperator = PeriodOperator.DURING
    resolved: str = "explicit"
    alternative: tuple[date | None, date | None] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``region`` is given only where the text names it too.

    ``latitude`` and ``longitude`` are in degrees, WGS 84; ``country`` is an ISO 3166 alpha-2 code.
    """

    id: str
    name: str
    region: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def label(self) -> str:
        """Return the name as people write it: ``City, Region`` where both are given."""
        return f"{self.name}, {self.region}" if self.region else self.name


@dataclass(frozen=True, slots=True)
class Certainty:
    """A hedge: its step, the words that make it, and the words that it covers."""

    step: Step
    cue: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class Hop:
    """One voice of a chain. ``source`` is the id in the table of sources, ``name`` its English name.

    ``words`` and ``span`` are the text's own words for it; both are None for the outlet's own hop.
    """

    source: str
    name: str
    words: str | None = None
    span: Span | None = None
    verb: str | None = None
    stance: Stance = Stance.SAYS
    said_at: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One utterance of one proposition at one span of one document version.

    ``chain[0]`` is the root, who is said to know; then each relay; the outlet is last. ``evidence``
    has an entry for each filled field, named as here. ``rule`` is the rule that made the mention.
    """

    kind: Kind
    span: Span
    quote: str
    chain: tuple[Hop, ...]
    rule: str
    target: tuple[Target, ...] = ()
    method: Method | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    places: tuple[Place, ...] = ()
    certainty: Certainty | None = None
    polarity: Polarity = Polarity.AFFIRMED
    actuality: Actuality = Actuality.DONE
    background: bool = False
    evidence: Mapping[str, Evidence] = field(default_factory=dict, hash=False)

    @property
    def root(self) -> Hop:
        """Return who is said to know: the innermost speaker."""
        return self.chain[0]

    @property
    def place(self) -> str | None:
        """Return the places' labels, joined with ``"; "``; None where no place is named."""
        return "; ".join(place.label for place in self.places) or None

    def check(self, document: Document) -> None:
        """Raise ValueError where the mention does not fit the document version it was read in."""
        if document.part(self.span.part)[self.span.start : self.span.end] != self.quote:
            raise ValueError(f"{document.url}: the quote {self.quote!r} is not at {self.span}")
        if not self.chain:
            raise ValueError(f"{document.url}: the claim {self.quote!r} has no speaker, not even its outlet")
        for name, basis in self.evidence.items():
            if isinstance(basis, Span) and not 0 <= basis.start < basis.end <= len(document.part(basis.part)):
                raise ValueError(f"{document.url}: the evidence for {name} lies outside the text: {basis}")
