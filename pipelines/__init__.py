"""What happens to each document, in order: validate, fingerprint, extract, store."""
