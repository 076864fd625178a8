"""What the tests share: a small content folder, a fake sentence model, real processes to start and to break."""
