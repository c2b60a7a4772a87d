"""Explanations of mistakes in YAML: each module knows one kind, and how the line ought to read."""
