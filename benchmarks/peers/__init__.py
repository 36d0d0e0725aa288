"""Other tools that run notebooks, each in an environment of its own."""
