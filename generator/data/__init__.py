"""Read the YAML files of the data folder into records, with the location of every value.

Invalid data becomes problems with file, line, column and advice. Rules that need more than one
record are in `checks`.
"""
