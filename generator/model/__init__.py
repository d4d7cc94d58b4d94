"""The domain model: sections, questions, resources and session plans, as frozen records.

The descriptions of the fields document the data for its authors and, through `schema.json_schema`,
for their editors. Must not know of files, YAML, MkDocs or templates.
"""
