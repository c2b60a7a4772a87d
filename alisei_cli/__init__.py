"""The national registry of Italian life sciences, as software: a git-managed dataset and the tool over it."""

__version__ = "0.1.0"
