"""Check data, wording, links, settings and hand-written pages against the rules of the toolkit.

Each module yields a `Problem` for each breach of its rules; `run` applies the rules on the data.
"""
