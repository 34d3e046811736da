"""LibreOffice without a window, driven from its own Python: for the scripts that tests start with /usr/bin/python3."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    """One named option of a UNO call."""
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def _started(profile):
    """The process and its component context, reached through a pipe of our own."""
    pipe = f"pipe,name=jama{os.getpid()};urp"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept={pipe}"]
    process = subprocess.Popen(
        [*command, f"-env:UserInstallation={Path(profile).as_uri()}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return process, resolver.resolve(f"uno:{pipe};StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    process.kill()
    raise SystemExit("LibreOffice did not start")


@contextlib.contextmanager
def office():
    """Context and desktop of a LibreOffice with an empty profile; it ends with the block."""
    profile = tempfile.mkdtemp(prefix="jama-office-")
    process, context = _started(profile)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    try:
        yield context, desktop
    finally:
        try:
            desktop.terminate()
        except Exception:
            process.kill()
        process.wait(60)
        shutil.rmtree(profile, ignore_errors=True)
