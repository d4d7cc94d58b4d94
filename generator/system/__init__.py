"""Operating-system services: atomic file writes, a cache, worker processes, a progress bar."""
