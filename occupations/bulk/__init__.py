"""Everything at once: files of all that is live, made by a command, never changed afterwards."""
