"""The country in one folder: the current releases of public statistics as a data package that travels with the project.

contents.py says what of which table is in it, stored.py reads that from the database, package.py writes and reads the
folder, and load.py imports it.
"""
