"""From files to rows. Each importer reads and checks everything first, then writes in one transaction."""
