"""Comparisons outside their own page: on one sheet of paper, in a picture, and in a card on other sites."""
