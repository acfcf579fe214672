"""Commands that measure Claimwire, each against a named alternative or floor in the same run."""
