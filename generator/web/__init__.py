"""The web site: pages, printable sheets, data files, assets, and web-server configuration."""
