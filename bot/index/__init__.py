"""Floor 2: BM25 engines behind `model.protocols.IndexEngine`, in memory and on disk, ranking alike.

`app.py` picks the engine; nothing here is imported by name elsewhere. `weights` holds what both share in scoring,
`ranking` how scores become hits, `bounds` how a query's dates become seconds.
"""
