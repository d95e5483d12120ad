"""The settings of our number at the carrier: the present, the wanted, and the original ones."""
