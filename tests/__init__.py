"""The tests: their folders are those of the house. Beside them: a caller, a texter, what tests act with."""
