"""How our number is set up at the carrier: what is there, what ought to be, and what was there before us."""
