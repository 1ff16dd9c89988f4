"""What the clock asks of the site for readers."""

from celery import shared_task

from catalog.exports.whole import clear_old
from catalog.web.alerts import send_alerts


@shared_task(name="alerts")
def alerts() -> None:
    """Tell readers what is new in the searches they keep, and remove exports whose day is over."""
    send_alerts()
    clear_old()
