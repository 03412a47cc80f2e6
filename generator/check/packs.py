"""Rules on a portal's own packs: what they name is there, each is used, none is held beside the one it supersedes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.check.proofs.places import plain_name
from generator.kinds.catalogue import CATALOGUE
from generator.load.yaml.validate import did_you_mean
from generator.mandates.declare_pack import MandateDeclaration
from generator.mandates.library import known_packs, load_packs
from generator.mandates.plan import full_path
from generator.mandates.proof_facts import proof_facts
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.mandate import Pack
from generator.model.portal import OwnPacks, Portal
from generator.model.proof import Names

_GUESSES = 20


def check_packs(portal: Portal) -> Iterator[Finding]:
    """Every pack in packs/, whether columns.yml names it or not."""
    tree = frozenset(column.path for column in portal.walk())
    yield from judge_packs(portal.own_packs, portal.packs, portal.places, tree)


def judge_packs(
    own: OwnPacks, named: Sequence[str], places: Mapping[str, Place], tree: Collection[Names]
) -> Iterator[Finding]:
    """Yield what is wrong with own packs in a portal that names packs at these places, and has this tree."""
    known = known_packs(own.packs)
    for pack in own.packs:
        if pack.id not in named:
            message = f"columns.yml的packs里没有写“{pack.id}”，它的任务不核对。"
            hint = f"运行gongkai pack add {pack.id}，把它和它要求的栏目加到columns.yml。"
            yield finding("pack-unused", own.place(pack.id, "pack"), message, hint)
        if pack.supersedes and pack.supersedes not in known and not own.is_unread(pack.supersedes):
            message = f"supersedes写的“{pack.supersedes}”不是已有的要点。"
            hint = did_you_mean(pack.supersedes, sorted(known)) or "写已有的要点编号，或删去这一行。"
            yield finding("pack-unknown", own.place(pack.id, "supersedes"), message, hint)
        yield from _unknown_in_proofs(pack, own, tree)
    for each in own.unsure:
        where = f"（原文{each.source}）" if each.source else ""
        keys = "、".join(f"{MandateDeclaration.model_fields[key].title}（{key}）" for key in each.keys)
        message = f"任务{each.ref}的{keys}还没有核对{where}。"
        yield finding("pack-unsure", each.place, message)
    for pack in load_packs(tuple(named), own.packs):
        if pack.supersedes in named:
            message = f"要点{pack.supersedes}已由{pack.id}接替，packs里两份都写着。"
            yield finding("pack-superseded", places.get(pack.supersedes, Place("columns.yml")), message)


def _unknown_in_proofs(pack: Pack, own: OwnPacks, tree: Collection[Names]) -> Iterator[Finding]:
    """A column that a proof names is one that the pack asks for or that the portal has: else it is never met."""
    named = {full_path(path) for mandate in pack.mandates for path in mandate.paths}
    known = named | set(tree) | {path[:depth] for path in named for depth in range(1, len(path))}
    plain = {_plain(path) for path in known}
    # Guessing takes long among many names, and many faults are one fault.
    choices, guesses = [">".join(path) for path in known], iter(range(_GUESSES))
    for mandate, steps, fact in proof_facts(pack):
        for number, path in enumerate(fact.columns):
            if _plain(full_path(path)) not in plain:
                words = ">".join(path)
                message = f"任务{mandate.ref}的证明里的栏目“{words}”，要点没有点名，网站也没有。"
                place = own.place(pack.id, mandate.id, *steps, "columns", number)
                guess = did_you_mean(words, choices) if next(guesses, None) is not None else ""
                hint = f"{guess}没有写错、确实要设的，写进paths，再运行gongkai pack add {pack.id}。"
                yield finding("pack-proof", place, message, hint)
        for number, code in enumerate(fact.codes):
            if code not in CATALOGUE:
                message = f"任务{mandate.ref}的证明里的“{code}”不是问题代码。"
                place = own.place(pack.id, mandate.id, *steps, "codes", number)
                yield finding("pack-proof", place, message, did_you_mean(code, CATALOGUE))


def _plain(path: Names) -> Names:
    return tuple(plain_name(name) for name in path)
