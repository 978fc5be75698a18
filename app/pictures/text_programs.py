"""The programs of the operating system that recognise the text in a picture, each with how it is started.

None is brought along. Windows and macOS have one built in, which their own script languages reach; elsewhere
it is tesseract, if it is installed. That of Windows and that of macOS were never run by us: they are written
from the documentation of Windows.Media.Ocr and of Vision (VNRecognizeTextRequest), November 2026.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class TextProgram:
    """A program that is given a picture's file and writes its text to standard output, as UTF-8.

    `arguments` makes its command line of the file.
    """

    name: str
    arguments: Callable[[Path], list[str]]


_WINDOWS: Final = r"""
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Runtime.WindowsRuntime
[void][Windows.Storage.StorageFile, Windows.Storage, ContentType = WindowsRuntime]
[void][Windows.Media.Ocr.OcrEngine, Windows.Foundation, ContentType = WindowsRuntime]
[void][Windows.Graphics.Imaging.BitmapDecoder, Windows.Graphics, ContentType = WindowsRuntime]
$asTask = ([WindowsRuntimeSystemExtensions].GetMethods() | Where-Object {
  $_.Name -eq 'AsTask' -and $_.GetParameters().Count -eq 1 -and
  $_.GetParameters()[0].ParameterType.Name -eq 'IAsyncOperation`1' })[0]
function Wait-For($operation, $type) {
  $task = $asTask.MakeGenericMethod($type).Invoke($null, @($operation)); $task.Wait(); $task.Result }
$file = Wait-For ([Windows.Storage.StorageFile]::GetFileFromPathAsync($env:CONTACT_ENTRY_PICTURE)) `
  ([Windows.Storage.StorageFile])
$stream = Wait-For ($file.OpenAsync([Windows.Storage.FileAccessMode]::Read)) `
  ([Windows.Storage.Streams.IRandomAccessStream])
$decoder = Wait-For ([Windows.Graphics.Imaging.BitmapDecoder]::CreateAsync($stream)) `
  ([Windows.Graphics.Imaging.BitmapDecoder])
$bitmap = Wait-For ($decoder.GetSoftwareBitmapAsync()) ([Windows.Graphics.Imaging.SoftwareBitmap])
$engine = [Windows.Media.Ocr.OcrEngine]::TryCreateFromUserProfileLanguages()
$result = Wait-For ($engine.RecognizeAsync($bitmap)) ([Windows.Media.Ocr.OcrResult])
$result.Lines | ForEach-Object { $_.Text }
"""
_MACOS: Final = """
ObjC.import('Foundation'); ObjC.import('Vision');
function run(given) {
  const handler = $.VNImageRequestHandler.alloc.initWithURLOptions($.NSURL.fileURLWithPath(given[0]), $());
  const request = $.VNRecognizeTextRequest.alloc.init;
  request.usesLanguageCorrection = false;
  handler.performRequestsError($.NSArray.arrayWithObject(request), null);
  const found = request.results.js || [];
  return found.map(one => one.topCandidates(1).js[0].string.js).join('\\n');
}
"""
# Of tesseract's languages those of our recognition; it takes longer for each.
_LANGUAGES: Final = ("eng", "nor", "swe", "dan", "fin", "deu", "nld", "fra")


def installed_program() -> TextProgram | None:
    """Returns what this computer has; None if it has nothing."""
    if path := shutil.which("tesseract"):
        return TextProgram("tesseract", lambda file: [path, str(file), "-", *_languages_of(path)])
    if sys.platform == "win32" and (path := shutil.which("powershell")):
        return TextProgram(
            "Windows.Media.Ocr",
            lambda _file: [path, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS],
        )
    if sys.platform == "darwin" and (path := shutil.which("osascript")):
        return TextProgram("Vision", lambda file: [path, "-l", "JavaScript", "-e", _MACOS, str(file)])
    return None


def _languages_of(path: str) -> list[str]:
    """Returns the option that names the languages which are installed for tesseract and of use here."""
    import subprocess

    try:
        listed = subprocess.run(  # noqa: S603  # the program that is installed
            [path, "--list-langs"], capture_output=True, timeout=10, check=False, stdin=subprocess.DEVNULL
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return []
    known = set(listed.split())
    return ["-l", "+".join(one for one in _LANGUAGES if one in known)] if known & set(_LANGUAGES) else []
