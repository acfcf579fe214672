"""One claim, many reports: mentions become claims, series and relations. Pure functions; no SQL."""

from claims.resolution.appearance import Appearance, Dates, Setting, Spot
from claims.resolution.claim import Claim
from claims.resolution.incremental import Resolver
from claims.resolution.independence import voices
from claims.resolution.judgements import Judgement, Verdict
from claims.resolution.mentions import mentions_read
from claims.resolution.reading import ReadingError, appearances
from claims.resolution.relation import Relation, RelationType
from claims.resolution.resolve import Resolution, resolve
from claims.resolution.series import Measure, Series

__all__ = [
    "Appearance",
    "Claim",
    "Dates",
    "Judgement",
    "Measure",
    "ReadingError",
    "Relation",
    "RelationType",
    "Resolution",
    "Resolver",
    "Series",
    "Setting",
    "Spot",
    "Verdict",
    "appearances",
    "mentions_read",
    "resolve",
    "voices",
]
