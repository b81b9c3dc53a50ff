"""What a page can become: one module for each output, one entry in `outputs.table`."""
