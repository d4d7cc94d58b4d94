"""Renders a reflective learning framework from structured data into pages and sheets."""
