"""From results to a brief: claims, words for uncertainty, charts, texts in three languages, page, audits.

Nothing is imported here, so that a notebook that only draws a chart does not load the rest.
"""
