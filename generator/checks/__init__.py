"""Every rule that data, wording, links and published ids are held against."""
