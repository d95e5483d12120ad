"""The line's test of itself by phone: run by `flask self-test`, and by the worker for the desk."""
