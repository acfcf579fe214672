"""Read the claims out of each document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from claims.extract import EXTRACTOR, extract
from storage.outcomes import Parcel


class Extract:
    """Adds to each parcel the mentions that its document makes."""

    def process_item(self, item: Any) -> Any:
        """Return the Parcel with its mentions; leave everything else as it is."""
        if isinstance(item, Parcel):
            return replace(item, mentions=extract(item.document), extractor=EXTRACTOR)
        return item
