"""A crowd of callers and texters, made up from a seed, who do whatever people and carriers do."""
