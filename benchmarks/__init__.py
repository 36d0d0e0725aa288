"""Ratios of run times, measured on request; no test asserts any of them."""
