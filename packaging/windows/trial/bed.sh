#!/bin/sh
# Makes a Windows without a Windows, to build and try the program on Linux: Wine, a CPython for Windows, and the
# program's libraries as they are for Windows, at the pinned versions. BED/fresh is Wine alone, for trying.
# Usage: sh packaging/windows/trial/bed.sh BED     (after sh packaging/setup.sh windows, on Debian 12)
# It takes all of this from Debian's packages and from the package index, through apt-get and pip. Python's DLLs
# come in the wheel of panda3d, which has no standard library; that one is Debian's, some patches older. This is
# good for a trial and for nothing else: a release is built on Windows with python.org's own Python.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
python=$root/.venv/bin/python
panda3d=panda3d==1.10.16
fail() { echo "windows: $*" >&2 && exit 1; }
say() { echo "windows: $*"; }
[ $# -eq 1 ] || fail "usage: sh packaging/windows/trial/bed.sh BED"
mkdir -p "$1"
bed=$(cd "$1" && pwd)
gcc=x86_64-w64-mingw32-gcc
wine=$(PATH=$PATH:/usr/lib/wine command -v wine64) || fail "wine64 is missing: sudo apt-get install -y wine64"
command -v $gcc >/dev/null || fail "$gcc is missing: sudo apt-get install -y gcc-mingw-w64-x86-64"
# Each part writes a log of its own, and runs beside the others.
quietly() { "$@" >>"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2 && fail "$1 failed; the whole log is in $log"; }; }
pip() { quietly env PIP_CONSTRAINT='' "$python" -m pip --disable-pip-version-check --no-input "$@"; }

export WINEPREFIX="$bed/prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
work=$bed/downloads
home=$bed/python
packages=$bed/packages
tests=$bed/tests-packages

wanted=$(cd "$root" && cat pyproject.toml packaging/constraints.txt "$here"/bed.sh "$here"/*.c "$here"/exports.py "$here"/requirements.py | cksum)
if [ "$(cat "$bed/stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

end_wine() { "$(PATH=$PATH:/usr/lib/wine command -v wineserver64 || command -v wineserver)" -k || :; }
end_wine
rm -rf "$bed"/prefix "$bed"/fresh "$bed"/set-aside "$bed"/missing "$work" "$home" "$packages" "$tests" "$bed"/log* "$bed/stamp"
mkdir -p "$work" "$bed/set-aside" "$bed/missing"

make_wine() {
    quietly env -u DISPLAY HOME="$bed" "$wine" wineboot -i
    end_wine
}

make_python() {
    # The standard library is the same on all systems.
    (cd "$work" && quietly apt-get download -q libpython3.11-minimal libpython3.11-stdlib)
    pip download "$panda3d" --platform win_amd64 --python-version 311 --only-binary=:all: --no-deps -d "$work"
    mkdir -p "$home/DLLs" "$home/Lib/site-packages" "$home/Scripts"
    for deb in "$work"/libpython3.11-*.deb; do dpkg-deb -x "$deb" "$work/deb"; done
    cp -R "$work/deb/usr/lib/python3.11/." "$home/Lib/"
    rm -rf "$home/Lib/lib-dynload" "$home"/Lib/config-3.11* "$home"/Lib/_sysconfigdata* "$home/Lib/EXTERNALLY-MANAGED" \
        "$home/Lib/sitecustomize.py"
    cp "$work/deb/usr/share/doc/libpython3.11-minimal/copyright" "$home/LICENSE.txt"
    cd "$work"
    # Those of the C run-time are Windows' own from 10 on, and Wine's; Tcl is not needed.
    unzip -q -j -o panda3d-*.whl 'deploy_libs/*' -x '*/api-ms-*' '*/tcl*' '*/tk*' '*/_tkinter*' -d "$home/DLLs"
    mv "$home"/DLLs/python311.dll "$home"/DLLs/[vV][cC][rR][uU][nN]*.dll "$home/"
    "$python" "$here/exports.py" "$home/python311.dll" "$work"
    x86_64-w64-mingw32-dlltool -d python311.def -l libpython311.a
    $gcc -O2 -s -municode -o "$home/python.exe" "$here/launcher.c" -L. -lpython311
    $gcc -O2 -s -municode -mwindows -DWINDOW -o "$home/pythonw.exe" "$here/launcher.c" -L. -lpython311
    $gcc -O2 -s -shared -DICU -o "$bed/missing/icuuc.dll" "$here/missing.c"
    $gcc -O2 -s -shared -o "$bed/missing/bcryptprimitives.dll" "$here/missing.c" -ladvapi32
    # Wheels for every Python 3 (abi3) load python3.dll: names that lead to python311.dll.
    echo 'int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }' >python3.c
    $gcc -O2 -s -shared -nostdlib -Wl,-e,DllMain -o "$home/python3.dll" python3.c python3.def
}

for_windows() {
    pip install --no-compile --target "$1" --platform win_amd64 --python-version 3.11 --implementation cp \
        --only-binary=:all: -r "$2" -c "$work/constraints.txt"
}

fetch_libraries() {
    "$python" "$here/requirements.py" "$work/constraints.txt" >"$work/wanted.txt"
    for_windows "$packages" "$work/wanted.txt"
    rm -rf "$packages/bin"
    # In a folder of their own, so that they do not get into what is built.
    "$python" "$here/requirements.py" "$work/constraints.txt" hypothesis jsonschema pytest pytest-qt pytest-socket \
        pytest-timeout >"$work/tests.txt"
    for_windows "$tests" "$work/tests.txt"
}

say "Wine, Python for Windows, and the program's libraries for Windows"
# What runs in the background is not reached by the terminal's key.
trap 'end_wine; trap - TERM; kill 0' INT
(log=$bed/log-wine; make_wine) &
wines=$!
(log=$bed/log-python; make_python) &
pythons=$!
(log=$bed/log-libraries; fetch_libraries) &
failed=
for part in $wines $pythons $!; do wait "$part" || failed=1; done
trap - INT
[ -z "$failed" ] || exit 1

cp "$bed"/missing/*.dll "$bed/prefix/drive_c/windows/system32/"
cp -a --reflink=auto "$bed/prefix" "$bed/fresh"
# Its user's folders are nobody else's.
find "$bed/fresh/drive_c/users" -type l -exec sh -c 'rm "$1" && mkdir "$1"' _ {} \;
rmdir "$home/Lib/site-packages"
mv "$packages" "$home/Lib/site-packages"
mv "$home" "$bed/prefix/drive_c/Python311"
mv "$tests" "$bed/prefix/drive_c/tests-packages"
# A fault of Wine 8: it never comes back from being asked for the network.
mv "$bed/prefix/drive_c/Python311/Lib/site-packages/PySide6/plugins/networkinformation/qnetworklistmanager.dll" "$bed/set-aside/"
echo "$wanted" >"$bed/stamp"
