"""The doors: one room per thing outside; the only rooms that touch disk, git or YAML."""
