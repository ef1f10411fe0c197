"""What joins articles: copies, stories, identities, utterances, days of the undated; happenings, threads, positions, and briefs of them.

All functions here are pure functions of a set of articles: the order in which they come does not count.
"""
