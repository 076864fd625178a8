"""`sentence_encoder.SentenceEncoder` turns texts into vectors, with a sentence model that was exported to ONNX once."""
