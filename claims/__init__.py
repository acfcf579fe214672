"""What is claimed: pure functions from documents to claims. Knows no Scrapy, no SQL, no network."""
