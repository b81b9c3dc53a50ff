"""Page → PDF bytes, in a child process that can be killed."""
