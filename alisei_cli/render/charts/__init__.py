"""Charts: numbers as drawings in SVG, for pages and documents."""
