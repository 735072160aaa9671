"""All tables, so that whoever needs the whole schema imports one module."""

from surveys.models.account import Account, Membership, SignIn, Team
from surveys.models.analysis import Analysis, Assignment, Solution
from surveys.models.base import Base
from surveys.models.clearing import Clearing
from surveys.models.collector import Collector
from surveys.models.consent import ConsentEvent, ConsentText, Erasure
from surveys.models.data_import import DataImport
from surveys.models.event import AuditEvent
from surveys.models.left_out import LeftOut
from surveys.models.persona_name import PersonaName
from surveys.models.picture_file import PictureFile
from surveys.models.questionnaire import QuestionnaireVersion
from surveys.models.quota_place import QuotaPlace
from surveys.models.quotation import Quotation
from surveys.models.response import Contact, PageVisit, Response
from surveys.models.reward import DownloadLink, Grant, Reward, RewardCode
from surveys.models.run import Run
from surveys.models.study import Study
from surveys.models.told_terms import ToldTerms
from surveys.models.wave import Wave

__all__ = [
    "Account", "Analysis", "Assignment", "AuditEvent", "Base", "Clearing", "Collector",
    "ConsentEvent", "ConsentText", "Contact", "DataImport",
    "DownloadLink", "Erasure", "Grant", "LeftOut", "Membership", "PageVisit", "PersonaName", "PictureFile",
    "QuestionnaireVersion", "QuotaPlace", "Quotation", "Response", "Reward", "RewardCode", "Run", "SignIn", "Solution",
    "Study", "Team", "ToldTerms", "Wave",
]  # fmt: skip
