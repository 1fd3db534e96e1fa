"""Django's SQLite backend for the local copy."""
