"""Finding again: search in documents, claims and places, pages of long lists, and the record of who looked."""
