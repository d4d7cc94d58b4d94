"""Checks every page and every PDF of a built site for everyone's use."""
