"""Rewards: given once, whatever is consented to, kept after everything else is gone, and never a way to the answers."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from surveys.errors import Conflict
from surveys.models import DownloadLink, Grant
from surveys.models.base import utc_now
from surveys.store import rewards
from surveys.store.database import Database
from tests import factories
from tests.surveys.respondents.conftest import POSTER
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden


def grants(database: Database) -> list[Grant]:
    with database.reading() as session:
        return list(session.scalars(select(Grant)))


def with_poster(publish: Callable[..., str], visit: Callable[[str], Person]) -> Person:
    someone = visit(publish(file_reward=True))
    someone.finish()
    return someone


def link_to_poster(someone: Person) -> str:
    answer = someone.client.post(someone.url("reward/2/link"))
    assert answer.status_code == 303
    return answer.location


def test_the_reward_comes_first_on_the_thanks_page(person: Person) -> None:
    person.finish()
    page = person.get("thanks").text
    assert page.index("Ten ways to keep more money") < page.index("Your receipt")


def test_a_reward_page_is_shown_with_headings_and_lists(person: Person) -> None:
    person.finish()
    page = person.get("reward/1").text
    assert "<h2>First</h2>" in page
    assert "<li>one</li><li>two</li>" in page


def test_nothing_is_given_before_the_end(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    assert person.get("reward/1").status_code == 404
    person.erase()
    assert grants(database) == []


def test_a_reward_is_had_at_once_and_left_once(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    made = person.page_pass("about_you")
    for _ in range(3):
        person.send("about_you", ABOUT_YOU, page_pass=made)
        assert person.get("reward/1").status_code == 200
    assert grants(database) == []  # no row that could be joined to the answers
    person.erase()
    assert len(grants(database)) == 1
    assert person.get("reward/1").status_code == 200


def test_fifty_at_once_and_coming_back_after_leaving_give_no_second_reward(
    app: Flask, person: Person, database: Database
) -> None:
    start = hidden(person.get().text, "start")
    ticked = {"age": "1", "consent_take_part": "1", "start": start}
    for _time in range(2):
        person.client.post(person.url("start"), data=ticked)
        person.send("attitudes", ATTITUDES)
        send_fifty_times(app, person, {"csrf_token": person.page_pass("about_you"), **ABOUT_YOU})
        person.withdraw("take_part")
        assert person.get("reward/1").status_code == 200
        person.erase()
        assert len(grants(database)) == 1
        assert person.get("reward/1").status_code == 200


def send_fifty_times(app: Flask, person: Person, data: dict[str, str]) -> None:
    """The last page, at the same moment."""
    statuses: list[int] = []

    def send() -> None:
        browser = app.test_client()
        browser.set_cookie(f"answers-{person.slug}", person.cookie(), path=person.url())
        statuses.append(browser.post(person.url("page/about_you"), data=data).status_code)

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * 50


def test_the_reward_depends_on_no_optional_consent(
    person: Person, visit: Callable[[str], Person], database: Database
) -> None:
    person.finish()
    other = visit(person.slug)
    other.finish(consent_quote="1")
    for someone in (person, other):
        assert someone.get("reward/1").status_code == 200
        someone.erase()
    assert len(grants(database)) == 2


def test_the_reward_survives_withdrawal_and_erasure(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = with_poster(publish, visit)
    link = f"resume/{someone.cookie()}"
    someone.withdraw("take_part")
    assert someone.get("reward/1").status_code == 200
    someone.erase()
    elsewhere = visit(someone.slug)
    assert elsewhere.get(link).location == someone.url("my-data")
    assert "A poster" in elsewhere.get("my-data").text
    assert elsewhere.get("reward/1").status_code == 200
    assert elsewhere.client.get(link_to_poster(elsewhere)).data == POSTER


@pytest.mark.parametrize("size", [1000, len(POSTER), len(POSTER) + 1])
def test_a_file_comes_as_a_download_with_its_name(
    publish: Callable[..., str], visit: Callable[[str], Person], monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(rewards, "SLICE", size)
    someone = with_poster(publish, visit)
    answer = someone.client.get(link_to_poster(someone))
    assert answer.data == POSTER
    assert answer.headers["Content-Disposition"] == "attachment; filename=poster.pdf"
    assert answer.mimetype == "application/pdf"
    assert answer.content_length == len(POSTER)


def test_a_link_works_once_and_a_new_one_is_to_be_had(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = with_poster(publish, visit)
    link = link_to_poster(someone)
    assert someone.client.head(link).status_code == 200
    assert someone.client.get(link).status_code == 200
    again = someone.client.get(link)
    assert again.status_code == 410
    assert "It stays yours" in again.text
    assert someone.client.get(link_to_poster(someone)).data == POSTER


def test_a_link_ends_after_a_quarter_of_an_hour(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = with_poster(publish, visit)
    link = link_to_poster(someone)
    with database.writing() as session:
        session.execute(update(DownloadLink).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert someone.client.get(link).status_code == 410


def test_a_link_with_one_sign_changed_opens_nothing(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = with_poster(publish, visit)
    link = link_to_poster(someone)
    start = len("/reward/")
    for place in range(start, len(link)):
        for other in ("A", "B", "_"):
            if link[place] != other:
                changed = link[:place] + other + link[place + 1 :]
                assert someone.client.get(changed).status_code == 404
    assert someone.client.get(link).status_code == 200


def test_of_twenty_people_with_one_link_one_gets_the_file(
    app: Flask, publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    link = link_to_poster(with_poster(publish, visit))
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(app.test_client().get(link).status_code)) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [410] * 19


def test_nobody_collects_the_reward_of_another_study_or_without_a_link(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = with_poster(publish, visit)
    other = visit(publish(slug="another-study"))
    other.finish()
    assert other.get("reward/1").status_code == 404
    assert other.client.post(other.url("reward/2/link")).status_code == 404
    assert visit(someone.slug).get("reward/1").status_code == 404
    assert visit(someone.slug).client.post(someone.url("reward/2/link")).status_code == 404


GUIDE = {"kind": "page", "title": "Ten ways to keep more money", "description": "A short guide.", "body": "Compare."}
NOT_THRIFTY = {"question": "thrift1", "operator": "less_than", "value": 3}


def screened_out(publish: Callable[..., str], visit: Callable[[str], Person], **more: object) -> Person:
    """Somebody who does not fit, in a study with a reward."""
    plain = factories.study_plain()["questionnaire"]
    plain["screen_out"] = NOT_THRIFTY
    someone = visit(publish(questionnaire=plain, rewards=[{**GUIDE, **more}]))
    someone.agree()
    someone.send("attitudes", {**ATTITUDES, "thrift1": "1"})
    return someone


def test_who_does_not_fit_has_the_reward_where_the_study_says_so(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = screened_out(publish, visit, also_for=["screened_out"])
    assert "You also get it if it turns out" in visit(someone.slug).get().text
    assert GUIDE["title"] in someone.get("thanks").text
    assert someone.get("reward/1").status_code == 200
    someone.erase()
    assert someone.get("reward/1").status_code == 200


def test_who_does_not_fit_has_nothing_that_was_not_promised(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = screened_out(publish, visit, also_for=["quota_full"])
    assert GUIDE["title"] not in someone.get("thanks").text
    assert someone.get("reward/1").status_code == 404
    someone.erase()
    assert grants(database) == []


def test_a_promise_to_people_who_do_not_fit_is_kept_once_somebody_has_it(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    plain = factories.study_plain()["questionnaire"]
    plain["screen_out"] = NOT_THRIFTY
    screened_out(publish, visit, also_for=["screened_out", "quota_full"])
    publish(questionnaire=plain, rewards=[{**GUIDE, "also_for": ["screened_out"]}])
    with pytest.raises(Conflict, match="already given reward 1"):
        publish(questionnaire=plain, rewards=[GUIDE])


def test_a_used_link_leaves_no_time_behind(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = with_poster(publish, visit)
    someone.client.get(link_to_poster(someone))
    with database.reading() as session:
        assert session.scalars(select(DownloadLink)).all() == []
