"""The commands that make a pack from a document: the document, its topics, their words."""
