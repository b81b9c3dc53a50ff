"""What a page is put together from, and how its layout is filled."""
