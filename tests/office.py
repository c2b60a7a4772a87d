"""LibreOffice as a person uses it: opens a workbook, types into cells, saves it."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

MACRO = """\
Dim document As Object, frame As Object, dispatcher As Object

Sub Enter(sheet As String, cell As String, said As String)
  Dim words(0) As New com.sun.star.beans.PropertyValue
  document.CurrentController.setActiveSheet(document.Sheets.getByName(sheet))
  words(0).Name = "ToPoint"
  words(0).Value = cell
  dispatcher.executeDispatch(frame, ".uno:GoToCell", "", 0, words())
  words(0).Name = "StringName"
  words(0).Value = said
  dispatcher.executeDispatch(frame, ".uno:EnterString", "", 0, words())
End Sub

Sub Main
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  document = StarDesktop.loadComponentFromURL({opened}, "_blank", 0, how())
  frame = document.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
{lines}
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL({saved}, how())
  document.close(True)
End Sub
"""
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{macro}</script:module>
"""


def type_in(file: Path, typed: Iterable[tuple[str, str, str]], saved: Path) -> None:
    """Save ``file`` as ``saved`` after typing these texts, each into a cell of a sheet: ``("Schede", "C4", "=1+1")``."""
    office = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    profile = saved.parent / "profile"
    run = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*run, "--terminate_after_init"], check=True, timeout=300)  # makes the profile, with an empty module
    lines = "\n".join(f"  Enter {', '.join(map(_quote, each))}" for each in typed)
    macro = MACRO.format(opened=_quote(file.as_uri()), saved=_quote(saved.as_uri()), lines=lines)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MODULE.format(macro=escape(macro)), encoding="utf-8")
    done = subprocess.run([*run, "macro:///Standard.Module1.Main"], capture_output=True, timeout=300, check=False)
    assert saved.exists(), done.stderr  # it may crash when its window closes, after it has saved


def _quote(said: str) -> str:
    """A text in Basic."""
    return '"' + said.replace('"', '""') + '"'
