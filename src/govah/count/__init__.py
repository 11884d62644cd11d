"""Numbers that survive a hostile reading: counts, estimates of what no list has, late reports, changes of a rate."""
