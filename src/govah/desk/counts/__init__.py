"""Published numbers: cases counted, tallies of others, lateness and estimates, each with its report."""
