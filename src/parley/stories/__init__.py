"""What joins articles: copies of one text, stories, and one identity for each actor.

All functions here are pure functions of a set of articles: the order in which they come does not count.
"""
