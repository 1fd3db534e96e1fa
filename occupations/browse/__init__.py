"""Browsing all occupations: from A to Z, by category, in a table with filters, and in rankings."""
