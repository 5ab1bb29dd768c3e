"""How a project is served: worker processes, limits and timeouts, read from its code and configuration."""
