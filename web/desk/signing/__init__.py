"""The desk's pages on who signs the line's texts, and the page behind a clinician's link."""
