"""Django's PostgreSQL backend, able to bring its own server: see `base.py` and `cluster.py`."""
