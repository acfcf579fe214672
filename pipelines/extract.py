"""Read the claims out of each document."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import Any

from claims.extract import EXTRACTOR, extract
from storage.outcomes import Parcel


class Extract:
    """Adds to each parcel the mentions that its document makes."""

    def __init__(self) -> None:
        self._loaded: set[str] = set()

    def process_item(self, item: Any) -> Any:
        """Return the Parcel with its mentions; leave everything else as it is."""
        if not isinstance(item, Parcel):
            return item
        mentions = extract(item.document)
        if item.document.language not in self._loaded:
            self._loaded.add(item.document.language)
            # Its words and rules stay for good: the collector need not walk them again and again.
            gc.freeze()
        return replace(item, mentions=mentions, extractor=EXTRACTOR)
