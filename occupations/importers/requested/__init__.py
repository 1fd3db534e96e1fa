"""Imports that editors ask for: checked, imported and undone by a worker, which says how far it is.

jobs.py     what the web asks for, and who works on it    worker.py   the phases of an import
limits.py   what may be uploaded, and from which folders  files.py    files as readers want them
figures.py  every figure that changes                     pages.py    pages and words that change
report.py   what is found, as it is stored and read

Web processes load jobs, limits and report; the others need the importers, which only the worker loads.
"""
