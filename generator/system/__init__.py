"""The machine below: files written whole, the cache, processes, progress on a terminal."""
