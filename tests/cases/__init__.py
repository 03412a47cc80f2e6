"""Kinds of input that went wrong once, each in words of our own."""
