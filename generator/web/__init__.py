"""The web site: pages, printable sheets, data files, assets, and web-server configuration.

Takes records and sheets; returns the content of files. Must not know of YAML or MkDocs.
"""
