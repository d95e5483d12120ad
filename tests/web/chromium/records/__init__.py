"""Pages of one record in a real browser: what is written beside it, and how it leaves the page."""
