"""What a pack is made of: its lines, agenda, documents, headings and tables, and what is missing from it."""
