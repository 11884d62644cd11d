"""What must not be forgotten: alarms, deadlines, notices, and what was done about them."""
