"""The site: its pages, printable pages, data for programs, assets, and files for web servers."""
