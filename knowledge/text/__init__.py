"""What happens to words before they are understood: begin with `abbreviations.Shorthand` and `spelling.Spelling`.

`whose.facts.read` tells whose question it is and where; `vocabulary.Vocabulary` which words are English;
`comparing.normalised` when two questions are the same; `sentences` where a passage is split.
"""
