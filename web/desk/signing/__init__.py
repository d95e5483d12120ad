"""The desk's pages on who signs what the line says, and the page behind a clinician's link."""
