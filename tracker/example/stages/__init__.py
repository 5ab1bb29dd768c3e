"""The example's history in stages, oldest first."""
