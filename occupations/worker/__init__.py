"""What a worker does for editors outside of requests, in phases (models/worker_tasks.py).

asking.py    have a worker begin, go on or stop      phases.py    one phase, as the worker does it
beats.py     progress, and being stopped
"""
