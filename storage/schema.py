"""The schema, one migration a version. A released migration never changes: add another below it.

What each table and column means stands in ``storage/descriptions.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database, Migrations

migrations = Migrations("claimwire")
VERSION = 1

_TYPES = {"int": int, "real": float, "text": str, "blob": bytes}


def _table(
    database: Database,
    name: str,
    columns: str,
    *,
    pk: str | tuple[str, ...] = "id",
    unique: Sequence[Sequence[str]] = (),
    indexes: Sequence[Sequence[str]] = (),
) -> None:
    """Create a STRICT table.

    Columns are apart by commas, each ``name``, ``name int``, ``name real`` or ``name blob``; a name that
    ends in ``?`` may be null; ``name -> table`` refers to that table's id.
    """
    types: dict[str, type] = {}
    needed: set[str] = set()
    references: list[tuple[str, str, str]] = []
    for column in columns.split(","):
        declared, _, other = (part.strip() for part in column.partition("->"))
        word, _, type_name = declared.partition(" ")
        title = word.removesuffix("?")
        types[title] = _TYPES[type_name or "text"]
        if title == word:
            needed.add(title)
        if other:
            references.append((title, other, "id"))
    table = database.table(name)
    table.create(types, pk=pk, not_null=needed, foreign_keys=references, strict=True)
    for each in unique:
        table.create_index(each, unique=True)
    for each in indexes:
        table.create_index(each)


@migrations(name="1: documents, mentions, claims, coverage")
def foundation(database: Database) -> None:
    """Create everything that the first release has."""
    for create in (_history, _documents, _claims, _resolution, _pages, _search, _views):
        create(database)


def _history(database: Database) -> None:
    columns = "id int, spider, arguments, started, ended?, reason?, counts?"
    _table(database, "runs", columns, indexes=[["spider", "started"]])


def _documents(database: Database) -> None:
    _table(database, "outlets", "id")
    _table(
        database,
        "captures",
        "id, url, at, status int, sha256, etag?, last_modified?, file, offset int",
        indexes=[["url", "at"]],
    )
    _table(
        database,
        "documents",
        "number int, id, url, outlet -> outlets, edition, language, translation_group?, version_id,"
        "published?, published_raw?, published_zone?, published_precision?, day?,"
        "modified?, modified_raw?, modified_zone?, modified_precision?,"
        "first_seen, last_seen, duplicate_of? -> documents",
        pk="number",
        unique=[["id"], ["url"]],
        indexes=[["outlet", "edition", "day"], ["day"], ["translation_group"]],
    )
    _table(
        database,
        "document_versions",
        "id, document_id -> documents, text_hash, figures, shingles blob, title, text, blocks, reader,"
        "authors, tags, links, translations, first_seen, last_seen, capture_id -> captures, extractor",
        indexes=[["document_id"]],
    )
    _table(
        database,
        "sightings",
        "document_id -> documents, capture_id -> captures, seen_at, version_id -> document_versions",
        pk=("document_id", "capture_id"),
        indexes=[["capture_id"], ["version_id"]],
    )
    # All of a row is its key, so the key's index is the table.
    database.execute(
        "CREATE TABLE bands (key INTEGER NOT NULL, at TEXT NOT NULL, document_id TEXT NOT NULL,"
        " PRIMARY KEY (key, at, document_id)) STRICT, WITHOUT ROWID"
    )


def _claims(database: Database) -> None:
    _table(database, "sources", "id, name, kind?")
    _table(database, "places", "id, name, country?, latitude? real, longitude? real")
    _table(database, "series", "id, kind, unit, reality, target, places, start?")
    said = (
        "kind, root -> sources, target, value? real, max? real, op?, unit?, period_start?, period_end?,"
        "places, polarity, actuality"
    )
    _table(
        database,
        "claims",
        f"id, {said}, series_id? -> series",
        indexes=[["kind", "unit", "value"]],
    )
    _table(
        database,
        "mentions",
        f"number int, id, version_id -> document_versions, claim_id -> claims, {said},"
        "part, start int, end int, quote, chain, place?, method?,"
        "period_operator?, period_resolved?, alternative_start?, alternative_end?,"
        "certainty?, certainty_cue?, certainty_scope?, background int, evidence, rule, extractor",
        pk="number",
        unique=[["id"]],
        indexes=[["version_id"], ["claim_id"]],
    )


def _resolution(database: Database) -> None:
    _table(
        database,
        "relations",
        "id, from_claim -> claims, to_claim -> claims, type, field?, from_value?, to_value?,"
        "decided int, evidence, rule",
        indexes=[["from_claim"], ["to_claim"]],
    )
    # A judgement outlives the claims that it was passed on, so it does not refer to their rows.
    _table(
        database,
        "judgements",
        "id int, left_claim, right_claim, verdict, note?, judge?, at",
        indexes=[["left_claim"], ["right_claim"]],
    )


def _pages(database: Database) -> None:
    _table(
        database,
        "pages",
        "url, outlet -> outlets, edition, day?, day_from?,"
        "in_archive int, in_sitemap int, in_feed int, in_api int,"
        "changed?, state, reason?, moved_to?, capture_id? -> captures, captured_at?,"
        "first_run int -> runs, last_run int -> runs",
        pk="url",
        indexes=[["outlet", "edition", "day"]],
    )
    _table(
        database,
        "listings",
        "id, outlet -> outlets, edition, channel, unit?, listed int,capture_id? -> captures, run int -> runs",
        indexes=[["outlet", "edition", "channel", "unit"], ["capture_id"]],
    )


def _search(database: Database) -> None:
    # The letters й and ї are not и and і with an accent to be dropped, so diacritics stay.
    database.create_view(
        "latest",
        """
        SELECT d.number, d.id, d.url, d.outlet, d.edition, d.language, d.translation_group,
               d.published, d.day, d.modified, d.first_seen, d.last_seen, d.duplicate_of, d.version_id,
               v.title, v.text, v.blocks, v.reader, v.authors, v.tags, v.links
        FROM documents d JOIN document_versions v ON v.id = d.version_id
        """,
    )
    database.execute(
        "CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='latest', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    database.execute(
        "CREATE VIRTUAL TABLE mentions_fts USING fts5(quote, content='mentions', content_rowid='number',"
        " tokenize='unicode61 remove_diacritics 0')"
    )


def _views(database: Database) -> None:
    for name, query in VIEWS.items():
        database.create_view(name, query)


VIEWS = {
    "current_mentions": """
        SELECT m.*, d.id AS document_id, d.url, d.outlet, d.edition, d.language, d.published, d.day,
               d.first_seen, d.duplicate_of
        FROM documents d JOIN mentions m ON m.version_id = d.version_id
    """,
    "claims_by_day": """
        SELECT m.day, c.id AS claim_id, c.kind, s.name AS speaker, c.value, c.max, c.op, c.unit,
               c.target, min(m.place) AS place, c.period_start, c.period_end, c.polarity, c.actuality,
               count(*) AS mentions, count(DISTINCT m.document_id) AS documents,
               count(DISTINCT m.outlet) AS outlets, min(m.quote) AS quote
        FROM current_mentions m JOIN claims c ON c.id = m.claim_id JOIN sources s ON s.id = c.root
        GROUP BY m.day, c.id
    """,
    "rejects": """
        SELECT url, outlet, edition, day, state, reason, moved_to, capture_id, captured_at, last_run
        FROM pages WHERE state NOT IN ('listed', 'stored')
    """,
    "coverage": """
        WITH days AS (
            SELECT outlet, edition, day FROM pages
            UNION SELECT outlet, edition, unit FROM listings WHERE unit = date(unit)
        ), counted AS (
            SELECT d.outlet, d.edition, d.day,
                   EXISTS (SELECT 1 FROM listings l WHERE l.outlet = d.outlet AND l.edition = d.edition
                     AND l.channel = 'archive' AND substr(d.day, 1, length(l.unit)) = l.unit) AS has_archive,
                   EXISTS (SELECT 1 FROM listings l WHERE l.outlet = d.outlet AND l.edition = d.edition
                     AND l.channel = 'sitemap' AND substr(d.day, 1, length(l.unit)) = l.unit) AS has_sitemap,
                   count(p.url) AS pages,
                   count(*) FILTER (WHERE p.in_archive) AS in_archive,
                   count(*) FILTER (WHERE p.in_sitemap) AS in_sitemap,
                   count(*) FILTER (WHERE p.state = 'stored') AS stored,
                   count(*) FILTER (WHERE p.state = 'rejected') AS rejected,
                   count(*) FILTER (WHERE p.state = 'drift') AS drift,
                   count(*) FILTER (WHERE p.state = 'moved') AS moved,
                   count(*) FILTER (WHERE p.state = 'gone') AS gone,
                   count(*) FILTER (WHERE p.state = 'blocked') AS blocked,
                   count(*) FILTER (WHERE p.state = 'failed') AS failed,
                   count(*) FILTER (WHERE p.state = 'not_in_replay') AS not_in_replay,
                   count(*) FILTER (WHERE p.state = 'listed') AS pending
            FROM days d LEFT JOIN pages p ON p.outlet = d.outlet AND p.edition = d.edition AND p.day IS d.day
            GROUP BY d.outlet, d.edition, d.day
        )
        SELECT outlet, edition, day,
               CASE WHEN has_archive OR in_archive THEN in_archive END AS listed_by_archive,
               CASE WHEN has_sitemap OR in_sitemap THEN in_sitemap END AS listed_by_sitemap,
               stored, rejected, drift, moved, gone, blocked, failed, not_in_replay, pending,
               CASE WHEN stored = 0 AND blocked > 0 THEN 'blocked'
                    WHEN pending + not_in_replay + failed + blocked + drift > 0 THEN 'partial'
                    WHEN NOT has_archive AND NOT has_sitemap THEN 'unknown'
                    WHEN pages = 0 THEN 'empty'
                    ELSE 'complete' END AS state
        FROM counted
    """,
}
