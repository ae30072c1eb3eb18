"""The pieces pages are put together from. A block gets figures and shows them.

Belongs here: what a piece looks like (templates/, page.css) and what it says of the figures it got.
Does not belong here: asking for figures (desk.py, questions.py), their digits (formats.py), charts.
"""
