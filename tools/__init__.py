"""The commands of `flask` for editors, staff and programmers, a file each; pyproject.toml lists them."""
