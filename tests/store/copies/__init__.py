"""Copies of what a store keeps: pictures taken at one moment, their file, and what is put back."""
