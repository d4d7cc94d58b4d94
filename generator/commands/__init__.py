"""What the `partnering` command does: one function for each of its commands."""
