"""The preflight: checks the line from outside, as the carrier would, and judges the results (ADR 33)."""
