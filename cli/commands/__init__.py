"""One module per command of ./rapport.

Belongs here: a command's options, help and example, and the order of its steps.
Does not belong here: anything two commands share (options.py, output.py, report.py).
Modules import the other packages inside functions, so that --help does not wait for them.
"""
