"""Composes random apps in which every path is executed, with the truth about each function beside it."""
