"""The audit: relations that tables and sentences state, worked out again from what is printed."""
