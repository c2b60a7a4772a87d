"""Pages in HTML: documents, and the sheet that they are written on."""
