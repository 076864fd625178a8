"""How well the questions that parents ask are covered: lists of them are asked, and the results are kept and shown.

A list of questions goes this way: `reading.py` reads the file, `run.py` asks the running assistant by `asking.py`,
`runs.py` and `question_sets.py` keep it all, `grouping.py` finds those that mean the same, `figures.py` counts,
`comparing.py` says what changed since another run, `charts.py` draws, and `report.py` makes the files to send.
"""
