"""Django's PostgreSQL backend, which can start its own server: see `base.py` and `cluster.py`."""
