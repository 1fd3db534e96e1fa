"""Places, industries, employers and what occupations use: their pages, and pay of a place on pages of occupations."""
