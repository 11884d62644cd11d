"""Multiple systems estimation: from a table of overlapping lists to how many people no list has, with what speaks against it."""
