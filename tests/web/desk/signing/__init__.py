"""Who signs what, on the desk and behind a link."""
