"""What runs and shows in the browser: scripts, styles, typefaces and the icon. No Python but this.

Files of `assets/` are published at that path of the site; those of `inline/` stand within pages.
"""

from pathlib import Path

ROOM = Path(__file__).parent
"""The folder of all of it."""
