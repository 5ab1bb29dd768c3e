"""A forge to test against: payloads as it sends them, and a server that insists on its documented API."""
