"""Charts drawn on the server: data in, SVG text out. Nothing here reads the database."""
