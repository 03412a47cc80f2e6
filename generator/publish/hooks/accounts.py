"""Who pushes: the account by which the server knows them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping

# Set by a forced command of ssh, by Gitea, by GitLab. A client cannot set them: sshd takes over no variables
# but those of AcceptEnv, and whoever has a shell on the server owns the repository anyway.
_TOLD = ("GONGKAI_WHO", "GITEA_PUSHER_NAME", "GL_USERNAME")
_LONGEST = 100


def pusher(environment: Mapping[str, str]) -> str:
    """Return the account that a server has told, else that of the system."""
    for name in _TOLD:
        told = environment.get(name, "").strip()
        if told:
            return told[:_LONGEST]
    # Not getpass alone, which asks the environment first.
    if not hasattr(os, "getuid"):
        return getpass.getuser()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
