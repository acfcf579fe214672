"""Where it stays: the SQLite schema, writes, reads and the ledger."""
