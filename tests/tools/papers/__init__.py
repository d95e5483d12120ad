"""The papers: what of them is made by the code."""
