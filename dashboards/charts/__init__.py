"""Charts: from figures that were asked to an Altair chart.

Belongs here: marks, axes, labels, and one theme for all of them (chart_theme.py).
Does not belong here: asking, comparing, the words around a chart.
"""
