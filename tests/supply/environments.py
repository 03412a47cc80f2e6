"""A virtual environment of three small distributions, with the lock that it was installed from."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

from generator.supply.installed import library_folder

FILES = {
    "alpha": {
        "alpha/__init__.py": b"NAME = 'alpha'\n",
        "alpha/data.bin": b"\0\1\2",
        "alpha.pth": b"import alpha\n",
    },
    "beta-two": {"beta_two.py": b"def two() -> int:\n    return 2\n"},
    "gongkai": {"_editable_impl_gongkai.pth": b"import _editable\n"},
}
VERSION = "1.0"
WHEEL = b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def record_line(path: str, data: bytes) -> str:
    """Return a line of a RECORD."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(data)}\n"


def _described(name: str) -> dict[str, bytes]:
    info = f"{name.replace('-', '_')}-{VERSION}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"
    return {f"{info}/METADATA": metadata.encode(), f"{info}/WHEEL": WHEEL}


def make_wheels(folder: Path) -> Path:
    """Write a wheel of each distribution but the program."""
    folder.mkdir()
    for name, files in FILES.items():
        stem = name.replace("-", "_")
        if name != "gongkai":
            with zipfile.ZipFile(folder / f"{stem}-{VERSION}-py3-none-any.whl", "w") as wheel:
                for path, data in files.items():
                    wheel.writestr(path, data)
                for path, data in _described(name).items():
                    wheel.writestr(path, data)
                wheel.writestr(f"{stem}-{VERSION}.dist-info/RECORD", "")
    return folder


def make_environment(folder: Path) -> Path:
    """Write an environment as pip leaves it; return its folder."""
    libraries = library_folder(folder)
    libraries.mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n")
    for name, files in FILES.items():
        info = libraries / f"{name.replace('-', '_')}-{VERSION}.dist-info"
        info.mkdir()
        whole = {**files, **_described(name), f"{info.name}/INSTALLER": b"pip\n"}
        for path, data in whole.items():
            (libraries / path).parent.mkdir(exist_ok=True)
            (libraries / path).write_bytes(data)
        lines = "".join(record_line(path, data) for path, data in whole.items())
        (info / "RECORD").write_text(f"{lines}{info.name}/RECORD,,\n")
    return folder


def make_lock(file: Path, wheels: Path) -> Path:
    """Write the lock of these wheels, with one distribution more for another system."""
    lines = ["# a lock\n"]
    for wheel in sorted(wheels.glob("*.whl")):
        name = wheel.name.partition("-")[0].replace("_", "-")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(
            f"{name}=={VERSION} \\\n    --hash=sha256:{digest}\n    # via gongkai (pyproject.toml)\n"
        )
    lines.append(f"gamma==3 ; sys_platform == 'plan9' \\\n    --hash=sha256:{'0' * 64}\n    # via alpha\n")
    file.write_text("".join(lines))
    return file
