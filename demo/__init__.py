"""The demo company: its people and their behaviour, the truth behind them, and its systems' extracts made of it.

Belongs here: generating a company that looks like one, of any size, from a seed.
Does not belong here: anything the warehouse needs for a real company. Nothing outside reads the truth but tests.
"""
