"""The bundled archive that ``claimwire demo`` replays, and how it is made."""

from pathlib import Path

ARCHIVE = Path(__file__).with_name("archive.warc.gz")
SINCE, UNTIL = "2024-01-28", "2024-01-29"
