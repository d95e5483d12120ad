"""Chooses the pack that the line's processes serve: the last that passed its checks (ADR 29)."""
