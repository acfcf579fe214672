"""How a page reaches us: capture and replay of WARC, politeness, safety."""
