"""Ways to break the tool on purpose: fuzz targets, a differential test of the reader, an oracle for the schemas (see README.md)."""
