"""The components of the brief: each takes a page and gives one piece of HTML."""
