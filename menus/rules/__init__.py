"""The rules by which `flask check` checks a pack, one subject a file; each gives a fault for each breach."""
