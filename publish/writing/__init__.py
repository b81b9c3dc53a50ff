"""How tokens become HTML: attributes, text in two directions, inline marks, blocks, notes."""
