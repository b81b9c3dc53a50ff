"""Citation Style Language 1.0.2: style, locale, items and citations → rich text."""
