"""Tests of what stands round every page of the desk."""
