"""The built site behind real web servers."""
