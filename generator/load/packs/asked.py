"""Find the pack that somebody asks for by its id."""

from __future__ import annotations

from generator.errors import UsageError
from generator.load.yaml.validate import did_you_mean
from generator.mandates.library import known_packs, load_pack
from generator.model.mandate import Pack
from generator.model.portal import OwnPacks, pack_path


def asked_pack(pack_id: str, own: OwnPacks) -> Pack:
    """Return the pack of an id, one that comes with the program or the portal's own.

    Raises UsageError, with what there is, when there is none; and when its file has faults.
    """
    if own.is_unread(pack_id):
        raise UsageError(
            f"{pack_path(pack_id)}有错误，读不出这份要点。运行gongkai pack check {pack_id}查看，改好再试。"
        )
    known = known_packs(own.packs)
    if pack_id not in known:
        packs = sorted(known)
        raise UsageError(
            f"没有编号为“{pack_id}”的要点。{did_you_mean(pack_id, packs)}现有：{'、'.join(packs)}。"
        )
    return load_pack(pack_id, own.packs)
