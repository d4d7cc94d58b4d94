"""Operating-system services: atomic file writes, a cache, worker processes, a progress bar.

Takes paths, bytes and functions. Must not know of frameworks, sheets or sites.
"""
