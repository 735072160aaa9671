"""What somebody can compute from all shown numbers of a report together, and what must go so that it tells of no few.

Each question is a table of unknown numbers of people; what is shown are equations between them.
"""

from research.disclosure.solving.choose import Audit
from research.disclosure.solving.hide import margins_of, without

__all__ = ["Audit", "margins_of", "without"]
