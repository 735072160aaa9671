"""Signs of careless answering, one figure per respondent each; `research.screening.screen` combines them."""
