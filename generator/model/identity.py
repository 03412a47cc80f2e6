"""The identity of a site, as its header and footer state it."""

from __future__ import annotations

from dataclasses import field

from generator.data import dataclass
from generator.model.look import Look


@dataclass(frozen=True)
class Identity:
    """What the header and footer state about the site (mkdocs.yml, ``extra.gongkai``)."""

    site_url: str = ""
    tagline: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    undertaker: str = ""
    icp: str = ""
    police_record: str = ""
    conac_id: str = ""
    error_report: bool = True
    look: Look = field(default_factory=Look)
