"""A document as sentences: cut, cleaned, compared, with ids."""
