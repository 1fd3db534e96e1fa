"""The people who sign in: how often they may guess, their second factor, and how long a session lasts."""

SIGNED_IN_AT = "signed_in_at"  # in a session: seconds since 1970
