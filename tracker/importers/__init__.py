"""Benchmark files of many tools, read into one normal form. Pure: no database, no settings.

One module per tool, found by walking the package (see ``registry``); detection is by content.
"""
