"""Reads the YAML files in `framework_data/` into records, with the place of each value."""
