"""Programs as readers of the API write them: what somebody wants to know, in as few calls and lines as it takes.

Each is a file of its own, which needs nothing but Python: `python tests/programs/well_paid.py https://this.site`.
tests/http/test_programs.py runs them and counts.
"""
