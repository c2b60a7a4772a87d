"""Partners: how well what one body needs and offers fits another, in points that add up."""
