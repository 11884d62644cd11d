"""Late reports: the reporting triangle, its delay law, what a shutdown does to it, and the nowcast of recent days."""
