"""The commands that make a pack from a document, on documents that the tests make themselves."""
