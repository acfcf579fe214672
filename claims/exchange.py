"""Documents and claims as JSON Lines: what ``claimwire extract`` reads and writes."""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from claims.document import Block, Document, Language, Moment, Precision, Role
from claims.identify import UnknownLanguageError, identify
from claims.model import Mention, Period, Quantity

_FIELDS = ("language", "published", "title", "outlet", "url")


_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class ExchangeError(ValueError):
    """A line that is no document; the message names the file, the line and what is wrong."""


class Item(NamedTuple):
    """A document under the id that its line gives it."""

    id: str
    document: Document


def read_documents(lines: Iterable[str], name: str) -> Iterator[Item]:
    """Read ``{"id", "text", "language"?, "published"?, "title"?, "outlet"?, "url"?}``, one document a line.

    ``name`` is the file's, for messages. Texts are brought to NFC, which spans then count in.
    Empty lines are passed over. Raises ExchangeError at the first line that is no document.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _item(_object(line))
            except ExchangeError as error:
                raise ExchangeError(f"{name}:{number}: {error}") from error


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ExchangeError(f"not JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise ExchangeError("not a document: the JSON is nested too deep") from error
    if not isinstance(value, dict):
        raise ExchangeError(f"a document is an object, {{…}}, not {type(value).__name__}")
    return value


def _item(value: dict[str, Any]) -> Item:
    for key in ("id", "text"):
        if not isinstance(value.get(key), str):
            raise ExchangeError(f"a document needs {key!r}, a string")
    for key in _FIELDS:
        if not isinstance(value.get(key), str | None):
            raise ExchangeError(f"{key!r} must be a string or null")
    text = unicodedata.normalize("NFC", value["text"])
    try:
        language = identify(text, value.get("language"))
    except UnknownLanguageError as error:
        raise ExchangeError(str(error)) from error
    document = Document(
        url=value.get("url") or value["id"],
        outlet=value.get("outlet") or "",
        edition=language,
        language=language,
        title=unicodedata.normalize("NFC", value.get("title") or ""),
        text=text,
        blocks=tuple(_paragraphs(text)),
        reader="exchange",
        published=_moment(value.get("published")),
    )
    return Item(value["id"], document)


def _paragraphs(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Block(Role.BODY, start, start + len(line))
        start += len(line) + 1


def _moment(raw: str | None) -> Moment | None:
    if not raw:
        return None
    try:
        value = datetime.fromisoformat(raw)
    except ValueError:
        value = _printed(raw)
    zone = str(value.tzinfo or UTC)
    precision = Precision.MINUTE if ":" in raw else Precision.DAY
    return Moment(value if value.tzinfo else value.replace(tzinfo=UTC), raw, zone, precision)


def _printed(raw: str) -> datetime:
    """Return a date as outlets print it, the day before the month; of a month alone, its last day."""
    if month := _MONTH.fullmatch(raw):
        year, number = int(month[1]), int(month[2])
        return datetime(year, number, monthrange(year, number)[1])  # noqa: DTZ001 - _moment gives it a zone
    import dateparser  # most dates are ISO 8601, and it takes half a second to load

    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}
    value = dateparser.parse(raw, languages=[*map(str, Language)], settings=settings)
    if value is None:
        raise ExchangeError(f"'published' must be a date as 2024-01-28, not {raw!r}")
    return value


def claims_line(item_id: str, mentions: Sequence[Mention]) -> str:
    """Return one line ``{"id", "claims"}`` without a line break."""
    return json.dumps({"id": item_id, "claims": [claim(mention) for mention in mentions]}, ensure_ascii=False)


def claim(mention: Mention) -> dict[str, Any]:
    """Return a mention as a claim of the exchange form, with where it stands and the rule that made it."""
    root = mention.root if len(mention.chain) > 1 else None
    return {
        "kind": mention.kind,
        "quote": mention.quote,
        "start": mention.span.start,
        "end": mention.span.end,
        "speaker": root.words if root else None,
        "speaker_name": root.name if root else None,
        "via": [hop.name for hop in mention.chain[1:-1]],
        "target": list(mention.target),
        "method": mention.method,
        "quantity": mention.quantity and _quantity(mention.quantity),
        "period": mention.period and _period(mention.period),
        "place": mention.place,
        "certainty": mention.certainty and mention.certainty.step,
        "polarity": mention.polarity,
        "actuality": mention.actuality,
        "background": mention.background,
        "rule": mention.rule,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": _plain(quantity.value),
        "max": None if quantity.max is None else _plain(quantity.max),
        "op": quantity.op,
        "unit": quantity.unit,
    }


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _period(period: Period) -> dict[str, str | None]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
    }
