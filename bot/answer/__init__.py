"""Floor 4: question -> cited answer. `service.py` is the use case; the other files are its steps, in the order of a
question's walk: words, spelling, terms, query, ranking, sentences, selection, speakers, agreement, citations.
"""
