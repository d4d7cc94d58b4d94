"""The server of a preview: what has changed, what browsers get, and problems within the page."""
