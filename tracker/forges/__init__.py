"""Forges: what they send us, and how we speak to them. No database and no Django in here."""
