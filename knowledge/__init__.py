"""What the assistant knows: content files, the index over them, and the search that finds the right entry."""
