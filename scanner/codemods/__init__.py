"""Suggested patches: source text in, changed source text out. Nothing is written, nothing is run.

A patch is offered only when the changed text parses to exactly the tree that was meant.
"""
