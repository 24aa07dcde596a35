"""Pages that a link in a letter opens, for people who need no account: nominees, referees.

A link opens one thing and nothing else (SEC-05). Each kind of link has a file in `views`.
"""
