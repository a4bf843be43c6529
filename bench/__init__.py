"""Measurements side by side, each in one run and printed as a ratio: seconds differ from machine to machine."""
