"""Permanent addresses: the ledger of ids, and the page where each id is found."""
