"""Pages: authorise, load, ask one query or call one verb, show."""
