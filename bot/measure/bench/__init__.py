"""Speed and scale, side by side with peers: each part is a program of its own and gives a `Part` of the report."""
