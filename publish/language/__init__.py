"""What a page owes to its language: words, dates, digits, and where lines may end."""
