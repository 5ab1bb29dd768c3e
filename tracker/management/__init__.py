"""Django finds the commands below this package."""
