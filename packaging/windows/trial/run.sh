#!/usr/bin/env bash
# Runs Windows' Python under Wine, in the test bed that bed.sh makes.
# Usage: bash packaging/windows/trial/run.sh BED -m app self-test
# WIN_EXE names another program, WIN_CWD the folder to run in, which otherwise is C:\project. DISPLAY is passed on:
# the first process of a Wine session decides on it for all that follow.
set -eu
bed=$(cd "$1" && pwd)
shift
export WINEPREFIX="$bed/prefix" WINEDEBUG="${WINEDEBUG:--all}" WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
# What Windows would not have set.
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_RUNTIME_DIR QT_QPA_PLATFORM PYTHON_KEYRING_BACKEND
wine=$(PATH=$PATH:/usr/lib/wine command -v wine64)
cd "${WIN_CWD:-$WINEPREFIX/drive_c/project}"
# Python under Wine does not start with a Unix file as its output or /dev/null as its input: it is given pipes.
[ -p /dev/stdin ] || exec < <(:)
[ -p /dev/stdout ] || exec > >(exec cat)
[ -p /dev/stderr ] || exec 2> >(exec cat >&2)
exec "$wine" "${WIN_EXE:-C:\\Python311\\python.exe}" "$@"
