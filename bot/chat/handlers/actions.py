"""What buttons do, by the first part of their data. Old messages keep them: never give one another meaning."""

ASK = "ask"
"""ask:example"""
SET = "set"
"""set:language:uk, set:quotes:3, set:zone"""
FORGET = "forget"
"""forget:me:<person id>, forget:place:<person id>, forget:keep:<person id>"""
