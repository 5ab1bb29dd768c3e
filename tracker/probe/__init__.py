"""Measures what an unrelated request experiences while a slow one runs. Needs no Django."""
