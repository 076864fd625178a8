"""`places` tells where services are and how far away, `week` when their sessions are held."""
