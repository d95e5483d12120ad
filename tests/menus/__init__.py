"""Tests of menus/."""
