"""What a text is known by when another outlet carries it: its shingles, and keys to look its copies up by.

Two texts of one language that share a key are candidates, and ``Fingerprint.is_copy`` decides. All of it
is a pure function of text and language.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from struct import pack, unpack

from rensa import RMinHash

from claims.text import normal

# What these make is stored: changing any of it takes a migration that makes it anew.
WORDS_A_SHINGLE = 3
# 12 bands of 7 rows find 94 of 100 pairs at Jaccard 0.8 and 99 at 0.85, and 3 of 100,000 at 0.16, which is
# how alike unrelated texts of a small vocabulary are.
BANDS, ROWS = 12, 7
SEED = 20220224
# Alike: Jaccard. Contained: the share of the shorter text, where Jaccard is LEAST or more.
ALIKE, CONTAINED, LEAST = 0.8, 0.9, 0.5
# The start of a text tells whether it is a copy; this bounds what one page can cost.
MOST_WORDS = 20_000

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_32_BITS = 0xFFFF_FFFF


@dataclass(frozen=True)
class Fingerprint:
    """What one text is recognised by.

    ``text_hash`` is that of its words, in hex, and empty where it has none; ``shingles`` are 32-bit
    hashes of its runs of three words; ``figures`` are its words that begin with a digit.
    """

    language: str
    text_hash: str
    shingles: frozenset[int]
    figures: frozenset[str]

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Return the keys that copies share, signed and of 64 bits: one of the whole text, and one a band.

        A text too short for shingles has the first only, one without words none. Texts of two languages
        share no key.
        """
        if not self.text_hash:
            return ()
        whole = _key(self.language, self.text_hash.encode())
        if not self.shingles:
            return (whole,)
        sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
        sketch.update([shingle.to_bytes(4, "little") for shingle in self.shingles])
        rows = sketch.digest()
        bands = (pack(f"<B{ROWS}I", band, *rows[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))
        return whole, *(_key(self.language, band) for band in bands)

    def is_copy(self, other: Fingerprint) -> bool:
        """Tell whether both are one text: equal, alike, or one mostly contained in the other.

        Texts that each give a figure which the other lacks are never one: yesterday's toll and today's
        are told in the same words.
        """
        if self.text_hash == other.text_hash:
            return True
        if not (self.figures <= other.figures or self.figures >= other.figures):
            return False
        shared = len(self.shingles & other.shingles)
        union = len(self.shingles) + len(other.shingles) - shared
        shorter = min(len(self.shingles), len(other.shingles))
        return shared > 0 and (
            shared >= ALIKE * union or (shared >= CONTAINED * shorter and shared >= LEAST * union)
        )


def fingerprint(text: str, language: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    words = [normal(word) for word in _WORD.findall(text)]
    runs = zip(*(words[n:MOST_WORDS] for n in range(WORDS_A_SHINGLE)), strict=False)
    hashes = RMinHash.hash_token_sets([[" ".join(run) for run in runs]])[0]
    return Fingerprint(
        language=language,
        text_hash=_hash(" ".join(words).encode()).hexdigest() if words else "",
        shingles=frozenset(number & _32_BITS for number in hashes),
        figures=frozenset(word for word in words if word[0].isdigit()),
    )


def _key(language: str, value: bytes) -> int:
    return int(unpack("<q", _hash(language.encode() + b" " + value).digest())[0])


def _hash(value: bytes) -> hashlib.blake2b:
    return hashlib.blake2b(value, digest_size=8)
