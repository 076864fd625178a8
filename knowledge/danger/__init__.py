"""`detector.DangerDetector` notices danger in a message: by phrases, and by how like the examples it is."""
