"""The same person: pairs of rows and of persons suggested, judged, reported, and reconciled with lists of others."""
