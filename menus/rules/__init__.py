"""The rules by which `flask check` checks a pack, by subject; each breach gives a fault."""
