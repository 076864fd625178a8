"""`Workshop` in `workshop.py` does slow work beside the gateway: each job in a process of its own, all in one table.

`job.py` says what a job and a kind of job are, `job_table.py` keeps them, `worker.py` does one. The kinds are listed in
`web_widget/slow_work.py`; the page that shows all jobs is `web_widget/staff/background_work.py`.
"""
