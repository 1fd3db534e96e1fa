"""Looking through all occupations: from A to Z, by category, in a table to filter and sort, and in rankings."""
