"""Metrics for Prometheus: all processes in one, nothing about a person, fixed sets of labels."""
