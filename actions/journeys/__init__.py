"""The guided journeys: Rasa forms, one journey a file; pure functions read answers and build the cards."""
