"""How long it takes to become one: school, related experience and training, from what a source says is typical. Pure.

Sources name kinds of education and training, not their lengths. Those are in the tables of this package, each with its
reason or its source.
"""
