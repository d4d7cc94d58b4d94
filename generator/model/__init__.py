"""What a framework is: its sections, questions, resources and session plans, each frozen once read.

The descriptions of the fields are the documentation for authors and, through
`kinds.json_schema`, what an editor shows and checks. Knows nothing of files, YAML,
MkDocs or templates.
"""
