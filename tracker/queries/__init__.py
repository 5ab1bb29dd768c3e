"""Reads for pages, exports and the API: no writes, and a bounded number of queries each."""
