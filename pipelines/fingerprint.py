"""Compute what a document is recognised by when it comes again elsewhere."""

from __future__ import annotations

from typing import Any

from claims.document import Document
from claims.fingerprint import fingerprint
from storage.outcomes import Parcel


class Fingerprint:
    """Turns documents into parcels that carry their fingerprint."""

    def process_item(self, item: Any) -> Any:
        """Return a Parcel in place of a Document; leave everything else as it is."""
        if isinstance(item, Document):
            return Parcel(
                document=item, fingerprint=fingerprint(item.text, item.language), mentions=(), extractor=""
            )
        return item
