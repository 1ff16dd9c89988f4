"""What workers do of themselves about what was made for readers."""

from celery import shared_task

from catalog.exports.finding_aids import remove_orphans, renew_stale


@shared_task(name="finding aids")
def renew_finding_aids() -> None:
    """Ask anew for the finding aids that no longer say what their records say, and remove what is left."""
    renew_stale()
    remove_orphans()
