"""The table of everything: each figure of each release that visitors may read, as one row with fixed columns."""
