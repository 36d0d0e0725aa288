"""Senim: what a police reform does, how sure anyone can be, and what it costs."""

__version__ = "0.1.0"
