"""Finding occupations by what people type: the index, the search, misspelt words, and what was not found."""
