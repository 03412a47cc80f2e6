"""Configurations of web servers for a deployed portal."""
