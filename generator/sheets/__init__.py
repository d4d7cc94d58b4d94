"""Printable sheets: what is on each, and the formats that draw it (PDF, Word, cards)."""
