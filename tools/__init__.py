"""For maintainers: benchmarks, the list of parts, the audit, and faults to try the tests with."""
