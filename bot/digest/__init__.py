"""Stories, digests, due times and watches: what is told without being asked, over answer/'s evidence and checks."""
