"""Charts: blocks of the text, drawn as vector pictures in the colours and faces of a house."""
