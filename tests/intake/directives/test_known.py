"""Known directives: every task, body, column and day of the pack is read, and what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.draft import by_hand
from generator.intake.directives.opened import open_directive
from generator.intake.directives.understood import understand
from tests.directives import FILES, comparison_line, texts_folder
from tests.intake.directives.known import KNOWN, Known
from tests.intake.directives.score import score


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_an_invented_directive_is_read_whole(known: Known, tmp_path: Path) -> None:
    got = score(known.expected, understand(open_directive(known.write(tmp_path))).measures)
    assert not got.unmarked
    assert (got.measures, got.lead, got.responsible, got.paths, got.deadlines) == (1, 1, 1, 1, 1)


@pytest.mark.skipif(texts_folder() is None, reason=comparison_line())
@pytest.mark.parametrize("pack", FILES)
def test_a_directive_gives_the_pack_that_was_made_by_hand(pack: str) -> None:
    folder = texts_folder()
    assert folder
    (file,) = folder.glob(f"{FILES[pack]}*.txt")
    got = score(by_hand(pack), understand(open_directive(file)).measures)
    assert not got.unmarked
    assert got.measures >= 0.98
    assert min(got.lead, got.responsible, got.paths) >= 0.97
    assert got.deadlines == 1


@pytest.mark.skipif(texts_folder() is None, reason=comparison_line())
def test_the_front_of_a_directive_is_read() -> None:
    folder = texts_folder()
    assert folder
    (file,) = folder.glob(f"{FILES['wanzhou-2021']}*.txt")
    identity = understand(open_directive(file)).identity
    assert identity.doc_no.text == "万州府办发〔2021〕46号"
    assert identity.issuer.text == "重庆市万州区人民政府办公室"
    assert (str(identity.signed), identity.level, identity.year) == ("2021-06-03", "district", 2021)
    assert identity.title.text.endswith("政务公开工作要点任务分工的通知")
