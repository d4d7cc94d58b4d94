"""Printable sheets: what is on each of them, and the formats that draw it."""
