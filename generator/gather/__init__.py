"""归集: what other portals disclose, fetched from their data for programs into a register of this one."""
