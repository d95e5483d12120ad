"""Reads a document of one kind of file as blocks: HTML, PDF, DOCX, Markdown, plain text. Local files only."""
