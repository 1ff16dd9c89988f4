"""oai-identifiers (Implementation Guidelines, oai-identifier 2.0): oai:namespace:public id.

The namespace is fixed when the first one is given out, and is not the host's name of the day: identifiers
outlive hosts.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from catalog.domain.identifiers import normal_public_id
from catalog.models import Provider

_DOMAIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]*(\.[A-Za-z][A-Za-z0-9\-]*)+")
UNNAMED = "regesta.invalid"
"""The namespace of a site that has neither a setting nor a domain name: no other site's by RFC 6761."""


def namespace() -> str:
    """The namespace of this site's identifiers: what was fixed, else what is fixed now. One query."""
    fixed = Provider.objects.filter(pk=1).values_list("namespace", flat=True).first()
    if fixed:
        return fixed
    provider = Provider.objects.get_or_create(pk=1, defaults={"namespace": asked_namespace()})[0]
    if not provider.namespace:
        provider.namespace = asked_namespace()
        provider.save(update_fields=["namespace"])
    return provider.namespace


def asked_namespace() -> str:
    """The namespace that the settings ask for: OAI_NAMESPACE, else the domain name of SITE_URL."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    found = [one for one in (settings.OAI_NAMESPACE, host) if _DOMAIN.fullmatch(one)]
    return found[0] if found else UNNAMED


def public_id_in(identifier: str, space: str) -> str:
    """The public id that an identifier of this site holds, empty where it is none of ours."""
    scheme, _, rest = identifier.partition(":")
    given, _, public_id = rest.rpartition(":")
    if scheme != "oai" or given != space or public_id != normal_public_id(public_id):
        return ""
    return public_id
