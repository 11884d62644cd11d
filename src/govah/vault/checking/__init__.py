"""`govah verify`: every file, page, entry, head and blob of a vault accounted for, or named as what is wrong."""
