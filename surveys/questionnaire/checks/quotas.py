"""Quotas: only whether each has a name of its own and a page where its places are kept."""

from collections.abc import Iterator
from difflib import get_close_matches

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Fault


def check_quotas(questionnaire: Questionnaire) -> Iterator[Fault]:
    pages = [page.name for page in questionnaire.pages()]
    names = [quota.name for quota in questionnaire.quotas]
    for number, quota in enumerate(questionnaire.quotas):
        if quota.name in names[:number]:
            yield Fault(
                path=("quotas", number, "name"),
                code="duplicate_quota",
                name=quota.name,
                text=f"There are two quotas named “{quota.name}”.",
                advice="Give one of them another name.",
            )
        if quota.page not in pages:
            near = get_close_matches(quota.page, pages, n=1)
            yield Fault(
                path=("quotas", number, "page"),
                code="unknown_page",
                name=quota.name,
                about=quota.page,
                text=f"The places of “{quota.name}” are kept at “{quota.page}”, which is not a page.",
                advice=f"Did you mean “{near[0]}”?" if near else "Take the name of a page.",
            )
