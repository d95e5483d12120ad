"""The rules by which `flask check` checks a pack, by subject; each rule gives a fault for each breach."""
