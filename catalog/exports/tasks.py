"""What workers do of themselves about what was made for readers."""

from celery import shared_task

from catalog.exports.finding_aids import renew_stale


@shared_task(name="finding aids")
def renew_finding_aids() -> None:
    """Ask for the finding aids anew that no longer say what their records say."""
    renew_stale()
