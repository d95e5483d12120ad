"""The preflight: asks the line from outside, as the carrier would, and judges all that it sees (ADR 33)."""
