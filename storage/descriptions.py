"""What each table, view and column means, in words for the people who query the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Description(NamedTuple):
    """What a table or view holds, and what its columns mean; a view's plain columns go without."""

    text: str
    columns: Mapping[str, str]


# What claims and mentions have in common.
_SAID = {
    "kind": "what the claim says: `attack`, `casualties`, `mobilisation`, …",
    "root": "the source that is said to know: the innermost speaker",
    "target": "JSON list, sorted: what is attacked, or whom it concerns",
    "value": "the figure; null where the claim gives none",
    "max": "the upper end of a range or a magnitude, included",
    "op": "how the figure bounds the truth: `exact`, `at_least`, `about`, `range`, …",
    "unit": "what the figure counts: `attack`, `person`, `killed`, …",
    "period_start": "first day that it happened or holds on; null where left open",
    "period_end": "last day, included; null where left open",
    "polarity": "`affirmed` or `denied`",
    "actuality": "`done`, `ongoing`, `planned`, `promised`, …",
}


def _moment(name: str, words: str) -> dict[str, str]:
    return {
        name: f"{words}, in UTC",
        f"{name}_raw": "the page's own words for it",
        f"{name}_zone": "the time zone that the words were read in",
        f"{name}_precision": "how finely it was printed: `second`, `minute` or `day`",
    }


DESCRIPTIONS: Mapping[str, Description] = {
    "outlets": Description("Those who publish.", {"id": "the outlet's name as spiders give it"}),
    "captures": Description(
        "Responses as they were archived.",
        {
            "id": "hash of address, time, status and body",
            "url": "the address that answered",
            "at": "when it answered, in UTC: the `WARC-Date`",
            "status": "HTTP status; 304 says that the page had not changed",
            "sha256": "of the body as received, in hex",
            "etag": "validator to ask with next time",
            "last_modified": "validator to ask with next time, as the server wrote it",
            "file": "the WARC file that holds it (history: archives may be moved)",
            "offset": "first byte of its record in that file (history)",
        },
    ),
    "documents": Description(
        "Articles and posts, one row an address. What they say stands in their versions.",
        {
            "number": "order of arrival, by which full-text search knows it (history)",
            "id": "hash of the address",
            "url": "canonical address",
            "outlet": "who published it",
            "edition": "the edition or channel of the outlet",
            "language": "`en`, `uk` or `ru`",
            "translation_group": "the same for all editions of one text; null where that is not known",
            "version_id": "its latest version, by time of capture",
            **_moment("published", "when it was published"),
            "day": "the day of publication where it was published",
            **_moment("modified", "when its outlet says it was last changed"),
            "first_seen": "time of its first capture",
            "last_seen": "time of its last capture, answers that it had not changed included",
            "duplicate_of": "the earliest document that has the same text; null for an original",
        },
    ),
    "document_versions": Description(
        "What a document said: an edited article has a version for each text that was captured.",
        {
            "id": "hash of address, title and text",
            "document_id": "the document",
            "title": "the headline, in NFC",
            "text": "the body, in NFC; all offsets count its code points",
            "text_hash": "hash of its words, the same for exact copies; empty where it has none",
            "figures": "JSON list of its words that begin with a digit",
            "shingles": "32-bit hashes of its runs of three words, by which copies are told",
            "blocks": "JSON list of paragraphs: `role`, `start`, `end`, `origin`, and `confidence` of OCR",
            "reader": "the class that read the page",
            "authors": "JSON list of names",
            "tags": "JSON list",
            "links": "JSON list of the addresses that the text links to",
            "translations": "JSON list of the addresses of its other editions",
            "first_seen": "time of the first capture that shows it",
            "last_seen": "time of the last capture that shows it",
            "capture_id": "that last capture, which all other columns are read from",
            "extractor": "the version of the rules that read its mentions",
        },
    ),
    "sightings": Description(
        "Which capture shows which version of which document. One capture may show many documents.",
        {
            "document_id": "the document",
            "capture_id": "the capture",
            "seen_at": "the capture's time",
            "version_id": "the version that it shows",
        },
    ),
    "bands": Description(
        "By which texts are found that may be copies of each other: documents that share a key.",
        {
            "key": "hash of the language with a band of the text's MinHash, or with its whole text",
            "at": "time of publication, or of the first capture where that is not known",
            "document_id": "the document",
        },
    ),
    "sources": Description(
        "Those who are said to know and those who pass it on.",
        {
            "id": "the source",
            "name": "its common English name",
            "kind": "what sort of source it is, where known",
        },
    ),
    "places": Description(
        "Places that mentions name.",
        {
            "id": "the place",
            "name": "its common English name",
            "country": "ISO 3166 alpha-2 code",
            "latitude": "degrees north, WGS 84",
            "longitude": "degrees east, WGS 84",
        },
    ),
    "claims": Description(
        "Propositions, each by one root speaker. A claim stays as long as any version makes it.",
        {
            "id": "hash of the columns that follow",
            **_SAID,
            "places": "JSON list of place ids, sorted",
            "series_id": "the measurable thing that the figure belongs to; null where none is known",
        },
    ),
    "mentions": Description(
        "Utterances of claims: what one version says at one span, with the words that each field rests on.",
        {
            "number": "order of arrival, by which full-text search knows it (history)",
            "id": "the version's id and a hash of what was read",
            "version_id": "the version that says it",
            "claim_id": "the claim that it makes",
            **_SAID,
            "places": "JSON list of `[place id, region as the text gives it]`, in the text's order",
            "part": "`text` or `title`: what the offsets count in",
            "start": "first code point of the quote",
            "end": "the code point after its last",
            "quote": "the words: exactly `text[start:end]`",
            "chain": "JSON list of voices: who is said to know, then each that passes it on, the outlet last",
            "place": "the places as people write them; null where none is named",
            "method": "with what it was done",
            "period_operator": "how the words bound the period: `during`, `since`, `as_of`, …",
            "period_resolved": "what made dates of the words: `explicit`, `published`, `document`, an anchor",
            "alternative_start": "first day of the second reading, where two survive",
            "alternative_end": "last day of the second reading",
            "certainty": "a step of the PHIA yardstick, or `alleged`; null where nothing hedges",
            "certainty_cue": "`[start, end, part]` of the words that hedge",
            "certainty_scope": "`[start, end, part]` of what they hedge",
            "background": "1 where the document marks it as earlier news",
            "evidence": "JSON object: for each filled field `[start, end, part]`, `inherited` or `default`",
            "rule": "the rule that made the mention",
            "extractor": "the version of the rules",
        },
    ),
    "series": Description(
        "Measurable things that rival and successive figures are about.",
        {
            "id": "hash of the columns that follow",
            "kind": "what the claims say",
            "unit": "what the figures count",
            "reality": "whether it has happened, is to happen, or is foreseen",
            "target": "JSON list, sorted",
            "places": "JSON list of place ids, sorted",
            "start": "the day that counting starts on",
        },
    ),
    "relations": Description(
        "How claims stand to each other.",
        {
            "id": "hash of the columns that follow",
            "from_claim": "the claim that relates",
            "to_claim": "the claim that it relates to",
            "type": "`revises`, `denies`, `distorts`, …",
            "field": "the field that differs, where one does",
            "from_value": "its value in the claim that relates",
            "to_value": "its value in the other",
            "decided": "0 where it is not known which of the two changed what the root said",
            "evidence": "JSON list of the mentions that it rests on",
            "rule": "the rule that found it",
        },
    ),
    "judgements": Description(
        "What people have decided of pairs of claims. No run changes or removes one.",
        {
            "id": "order of arrival",
            "left_claim": "one claim's id, whether or not the claim still exists",
            "right_claim": "the other's",
            "verdict": "`same`, `different` or `unsure`",
            "note": "why",
            "judge": "who decided",
            "at": "when, in UTC",
        },
    ),
    "pages": Description(
        "Every address that an outlet has listed or a crawl has met, and what became of it.",
        {
            "url": "the address",
            "outlet": "whose it is",
            "edition": "which edition lists it",
            "day": "the day that it belongs to; null where nothing says",
            "day_from": "who says so: the channel that lists it, or null for the page itself",
            "in_archive": "1 where a day's archive lists it",
            "in_sitemap": "1 where a sitemap lists it",
            "in_feed": "1 where a feed has listed it",
            "in_api": "1 where an API lists it",
            "changed": "the last change that a listing tells of, in UTC",
            "state": "`listed` (not fetched yet), `stored`, `rejected`, `drift` (a layout unknown to "
            "readers), `moved`, `gone`, `blocked`, `failed` or `not_in_replay`",
            "reason": "why it is not stored",
            "moved_to": "where it stands now",
            "capture_id": "the capture that shows this state; null where nothing was received",
            "captured_at": "that capture's time",
            "first_run": "the run that met it first (history)",
            "last_run": "the run that met it last (history)",
        },
    ),
    "listings": Description(
        "What an outlet says it has published: one row an archive page, sitemap or feed that was read.",
        {
            "id": "hash of outlet, edition, channel, unit and capture",
            "outlet": "whose it is",
            "edition": "of which edition",
            "channel": "`archive`, `sitemap`, `feed` or `api`",
            "unit": "the day (`2024-01-28`), month (`2024-01`) or range of ids listed; null for a feed",
            "listed": "how many addresses it lists",
            "capture_id": "the response that it was read from",
            "run": "the run that read it last (history)",
        },
    ),
    "runs": Description(
        "Runs of spiders (history).",
        {
            "id": "order of arrival",
            "spider": "the spider",
            "arguments": "JSON object of its arguments",
            "started": "when it began, in UTC",
            "ended": "when it ended; null while it runs, and for ever where it was killed",
            "reason": "why it ended",
            "counts": "JSON object of what it did",
        },
    ),
    "latest": Description("Documents with what their latest versions say.", {}),
    "current_mentions": Description(
        "Mentions of latest versions, with their documents: what is being said now.", {}
    ),
    "claims_by_day": Description(
        "What was claimed in what was published on a day, one row a day and claim.",
        {
            "speaker": "the root's name",
            "mentions": "how often it is said",
            "documents": "in how many documents",
            "outlets": "by how many outlets",
            "quote": "one of the quotes",
        },
    ),
    "rejects": Description("Pages that are not stored, each with a reason that a person can act on.", {}),
    "coverage": Description(
        "A day of an edition: what is listed beside what became of it. Null is unknown, and never zero.",
        {
            "listed_by_archive": "how many addresses the day's archive lists; null where it was not read",
            "listed_by_sitemap": "how many the sitemap lists for that day; null where it was not read",
            "pending": "listed and not fetched yet",
            "state": "`complete`, `empty` (listed as such), `partial`, `blocked`, or `unknown` where no "
            "listing says what there should be",
        },
    ),
}
