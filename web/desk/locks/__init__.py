"""The protection of the desk from strangers: limits on tries, known browsers, passwords, codes."""
