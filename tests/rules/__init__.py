"""Tables of cases for rules whose pages do not suffice."""
