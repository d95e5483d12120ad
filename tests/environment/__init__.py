"""Tests of what is read before the line has any other part: names, keys and files of settings."""
