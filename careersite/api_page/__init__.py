"""The page of the API for people: a question answered, its resources, forms to try them, and what to expect."""
