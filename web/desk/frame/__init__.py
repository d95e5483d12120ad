"""The frame of every page of the desk: dates in words, error pages, the way on after an error."""
