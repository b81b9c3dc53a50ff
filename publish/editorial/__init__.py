"""What an editor would mark in the prose: slips that no parser minds."""
