"""The matcher at its edges: where a number of it lies, a rule holds at it and no more one past it."""
