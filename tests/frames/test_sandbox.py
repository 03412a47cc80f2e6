"""A theme is data: its templates print, and reach nothing beyond what they are handed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from jinja2 import DictLoader

from generator.errors import BuildError
from generator.frames.draw import draw_frames
from generator.frames.layers import theme_layers
from generator.frames.sandbox import ThemeEnvironment
from generator.load.portal import load_portal
from generator.program import shipped_theme
from generator.render.templates.environment import draw, make_environment
from tests.helpers import AS_OF, build, check, codes, document, make_portal, run

SECRET = "不许读的内容"
# Each is refused, wherever it stands. CANARY is a file that none may make, SECRET one that none may read.
ATTACKS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ (''|attr('__class__')).__mro__ }}",
    "{{ ''|map(attribute='__class__')|list }}{{ [].__class__.__base__ }}",
    "{{ cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{{ range(10**9)|list }}",
    "{{ range(10 ** 9) }}{% for i in range(100001) %}x{% endfor %}",
    "{{ 'a' * 10000000 }}",
    "{{ [0] * 10000000 }}",
    "{{ 9 ** 9999999 }}",
    "{{ 'a'.ljust(100000000) }}",
    "{{ 'a'|center(100000000) }}",
    "{{ '%0100000000d' % 1 }}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{% include 'SECRET' %}",
    "{% include '../secret.html' %}",
    "{% include 'linked.html' %}",
    "{% import 'linked.html' as other %}{{ other }}",
    "{% extends 'linked.html' %}",
    "{% include 'folder/secret.html' %}",
)
FRAME_ATTACKS = (
    "{{ config.load_file }}{{ config.load_dict({}) }}",
    "{{ config.__class__.__init__.__globals__ }}",
    "{{ config.plugins['gongkai'].prepare('/', none) }}",
    "{{ config.theme.get_env() }}",
    "{{ page.file.generated(config, 'x', abs_src_path='SECRET').content_string }}",
    "{{ page.file.copy_file() }}",
    "{{ page.read_source(config) }}",
    "{{ config.plugins.run_event('build_error', error=1) }}",
)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with a look of its own, and what lies beside it."""
    root = make_portal(tmp_path / "portal", {"content/tzgg/20260303-a.md": document()})
    shutil.copytree(shipped_theme(), root / "theme")
    (tmp_path / "secret.html").write_text(SECRET, encoding="utf-8")
    return root


def _fill(text: str, root: Path) -> str:
    return text.replace("CANARY", str(root.parent / "canary")).replace(
        "SECRET", str(root.parent / "secret.html")
    )


def _link(folder: Path, root: Path) -> None:
    (folder / "linked.html").symlink_to(root.parent / "secret.html")
    (folder / "folder").symlink_to(root.parent)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_of_pages_is_confined(portal: Path, attack: str) -> None:
    pages = portal / "theme/pages"
    _link(pages, portal)
    (pages / "list.html").write_text(f"\n\n{_fill(attack, portal)}", encoding="utf-8")
    with pytest.raises(BuildError, match=r"模板theme/pages/list\.html第3行|找不到模板|指向theme文件夹之外"):
        draw(make_environment(theme_layers(portal)), "list.html")
    assert not (portal.parent / "canary").exists()


@pytest.mark.parametrize("attack", [*ATTACKS[::3], *ATTACKS[-6:], *FRAME_ATTACKS])
def test_a_template_of_frames_is_confined(portal: Path, attack: str) -> None:
    _link(portal / "theme", portal)
    footer = portal / "theme/partials/footer.html"
    footer.write_text(_fill(attack, portal), encoding="utf-8")
    model = load_portal(portal, date.fromisoformat(AS_OF)).portal
    assert model
    with pytest.raises(BuildError) as caught:
        draw_frames(model, portal, portal / ".cache")
    assert "theme/partials/footer.html" in str(caught.value) or "模板" in str(caught.value), str(caught.value)
    assert not (portal.parent / "canary").exists()


@pytest.mark.parametrize("place", ["theme/main.html", "theme/pages/list.html"])
@pytest.mark.parametrize(
    "text", ["{% if %}", "{{ nothing.at_all }}", "{{ 1/0 }}", "{% for %}", "{{ ''.__class__ }}"]
)
def test_the_command_names_file_and_line(portal: Path, place: str, text: str) -> None:
    (portal / place).write_text(f"<p>\n{text}\n", encoding="utf-8")
    outcome = run("build", "--root", portal, "--as-of", AS_OF)
    assert outcome.code == 2
    assert f"{place}第2行" in outcome.err, outcome.err
    assert "程序自身出错" not in outcome.err
    assert not (portal / "site").exists()


def test_a_file_that_leads_out_of_the_theme_is_told_and_not_published(portal: Path) -> None:
    (portal / "theme/assets/leak.txt").symlink_to(portal.parent / "secret.html")
    (portal / "theme/.hidden").symlink_to(portal.parent)
    (portal / "theme/mkdocs_theme.yml").write_text("extends: evil\n", encoding="utf-8")
    (portal / "theme/assets/a.py").write_text("x = 1\n", encoding="utf-8")
    found = check(portal)
    assert codes(found) == ["theme-file"] * 4
    assert [each["path"] for each in found] == [
        *("theme/.hidden", "theme/assets/a.py", "theme/assets/leak.txt", "theme/mkdocs_theme.yml"),
    ]
    assert run("build", "--root", portal, "--as-of", AS_OF).code == 1
    # Even to who draws without having checked.
    model = load_portal(portal, date.fromisoformat(AS_OF)).portal
    assert model
    assert not (draw_frames(model, portal, portal / ".cache").assets / "leak.txt").exists()


def test_a_theme_that_is_a_link_is_told(portal: Path) -> None:
    (portal / "theme").rename(portal.parent / "elsewhere")
    (portal / "theme").symlink_to(portal.parent / "elsewhere")
    assert codes(check(portal)) == ["theme-file"]


def test_a_look_of_ones_own_is_drawn(portal: Path) -> None:
    with (portal / "theme/pages/list.html").open("a", encoding="utf-8") as out:
        out.write("{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}<p>{{ twice('自己的') }}</p>")
        out.write(
            "{% for n in range(3) %}{{ loop.cycle('甲', '乙') }}{% endfor %}{{ 'a,b'.split(',')|join('-') }}"
        )
    page = (build(portal) / "tzgg/index.html").read_text(encoding="utf-8")
    assert "自己的自己的" in page
    assert "甲乙甲a-b" in page


def test_functions_handed_to_templates_are_those_of_named_modules() -> None:
    loader = DictLoader({"a": "{{ given() }}"})
    with pytest.raises(Exception, match="不能调用"):
        ThemeEnvironment(loader=loader).get_template("a").render(given=lambda: 1)
    handed = ThemeEnvironment(handed=(__name__,), loader=loader)
    assert handed.get_template("a").render(given=lambda: 1) == "1"
