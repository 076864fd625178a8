"""What the workshop must know about a check of all links."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from web_widget.jobs.job import AtOnce, Job, JobKind, Steps


def _steps(job: Job, engine: Engine) -> Steps:
    from knowledge.files import index_folders
    from knowledge.settings import Paths
    from web_widget.links.checker import Checker
    from web_widget.links.content_links import links_of
    from web_widget.links.hosts import link_hosts
    from web_widget.links.look import look_at_all
    from web_widget.store.links import LinkResults

    _, content = index_folders.load_content(Paths.from_environment().index)
    yield from look_at_all(links_of(content), Checker(frozenset(link_hosts())), LinkResults(engine), job.began)


LINKS = JobKind("links", "Links", AtOnce.ONE, _steps)
TITLE = "All links"
