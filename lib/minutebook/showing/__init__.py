"""What notebooks show: facts in words, charts, maps, tables, the audit in views, and where each number comes from."""
