"""How pages are read: one class a layout generation, each saying whether a page is its own."""
