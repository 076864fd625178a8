"""A database and a Redis that are there are found, and one that is not is told with what its server said."""

from __future__ import annotations

import pytest

from tests.scale.services import database, postgresql, redis_server
from web_widget.settings_services import service_faults

pytestmark = pytest.mark.scale


def test_services_that_answer_are_no_fault_and_a_database_that_nobody_made_is_one() -> None:
    with postgresql("-F") as server, redis_server() as redis:
        records = database(server, "records")
        values = {"RECORDS_URL": records, "TRACKER_URL": records, "LOCKS_URL": redis, "LIMITS_URL": redis}
        assert service_faults(values) == []
        (fault,) = service_faults({**values, "TRACKER_URL": f"{server}/nobody_made_it"})
    assert fault.setting == "TRACKER_URL"
    assert 'database "nobody_made_it" does not exist' in fault.problem
