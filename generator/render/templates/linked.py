"""What pages say in JSON-LD, in the words of schema.org: whose site it is, what a policy and a register are.

A block of data in a page is no script: nothing runs it, and the strict policy of the servers lets it stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model.addresses.address import column_page
from generator.model.addresses.linked import as_data
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import EXPORTS, export_address
from generator.model.column import Column
from generator.model.portal import Portal
from generator.model.register import Register
from generator.render.templates.tags import page_url

_CONTEXT = "https://schema.org"
_LANGUAGE = "zh-CN"
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def data_block(value: object) -> str:
    """Return a block of data for the head of a page."""
    return f'<script type="application/ld+json">{as_data(value)}</script>\n'


def said(**values: object) -> dict[str, object]:
    """Return an object of what is known: keys without a value are left out; ``kind`` is its type."""
    kind = values.pop("kind")
    return {"@type": kind, **{key: value for key, value in values.items() if value}}


def organization(name: str) -> dict[str, object]:
    """Return a body of the government by its name."""
    return said(kind="GovernmentOrganization", name=name)


def home_data(portal: Portal, base_url: str) -> str:
    """Return what the home page says of the body and its site."""
    identity, place = portal.identity, f"{base_url}#organization"
    address = said(
        kind="PostalAddress",
        streetAddress=identity.address,
        postalCode=identity.postcode,
        addressCountry="CN" if identity.address else "",
    )
    body = {
        **organization(portal.name),
        "@id": place,
        **said(kind="GovernmentOrganization", url=base_url, telephone=identity.phone),
        **({"address": address} if identity.address else {}),
    }
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{base_url}search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    site = said(kind="WebSite", name=portal.name, url=base_url, inLanguage=_LANGUAGE)
    graph = [body, {**site, "publisher": {"@id": place}, "potentialAction": search}]
    return data_block({"@context": _CONTEXT, "@graph": graph})


def legislation(**facts: object) -> str:
    """Return what the page of a policy says of it."""
    return data_block({"@context": _CONTEXT, **said(kind="Legislation", inLanguage=_LANGUAGE, **facts)})


def register_data(column: Column, registers: Iterable[Register], base_url: str, publisher: str) -> str:
    """Return what the page of a register column says of its registers and their downloads."""
    page = page_url(base_url, column_page(column.address))
    return "".join(
        data_block(
            {
                "@context": _CONTEXT,
                **said(
                    kind="Dataset",
                    name=register.title,
                    description=column.description,
                    url=page,
                    inLanguage=_LANGUAGE,
                    isAccessibleForFree=True,
                    dateModified=register.updated.isoformat() if register.updated else "",
                    creator=organization(column.unit or publisher),
                    publisher=organization(publisher),
                    variableMeasured=[field.label for field in register.fields],
                    distribution=list(_downloads(register, base_url)),
                ),
            }
        )
        for register in registers
    )


def _downloads(register: Register, base_url: str) -> Iterable[Mapping[str, object]]:
    for suffix in EXPORTS:
        where = base_url + quote_address(export_address(register, suffix))
        yield said(kind="DataDownload", encodingFormat=_TYPES[suffix], contentUrl=where)


def list_item(position: int, name: str, url: str) -> str:
    """Return one step of a BreadcrumbList, to be put behind those that stand there."""
    return "," + as_data({"@type": "ListItem", "position": position, "name": name, "item": url})
