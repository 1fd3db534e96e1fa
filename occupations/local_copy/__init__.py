"""Everything that public pages show, on this machine: one SQLite file beside PostgreSQL, the only database of record.

Pages ask this file alone, so they are fast, and they go on while the database is away. Who publishes changes
PostgreSQL; one process of each machine hears of it and copies what changed, in one transaction, within two seconds.

    tables.py     which rows and columns are copied: what is live, and nothing that is not public
    renewing.py   makes the copy equal to the database
    keeping.py    one process of a machine does that when it is told to, and looks from time to time
    state.py      how often it changed and when it was last known to be right, for all processes
    engine/       Django's SQLite backend for this file: the alias LIVE
"""
