"""Figures for Prometheus: all processes as one, nothing of one person, label sets that do not grow."""
