"""Whether two bodies may be one: points for each reason, and which bodies are worth comparing."""
