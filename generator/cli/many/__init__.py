"""Verbs that are about many portals."""
