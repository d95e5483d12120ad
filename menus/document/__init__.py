"""A document as sentences under headings: cleaned, cut, numbered, compared with its last edition. Pure."""
