"""From values to lines of text: one shelf for verdicts, one for tables."""
