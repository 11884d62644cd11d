"""What comes in: captured, gathered, returned, read by the rules and by models, and traced to who said it."""
