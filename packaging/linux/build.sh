#!/bin/sh
# Builds the .deb and the .rpm into dist/: `make package` runs this after its set-up.
# Usage: sh packaging/linux/build.sh [VERSION]
# VERSION packs what was built before under another number, for trying an upgrade, into build/.
# MAINTAINER is the name and address of whoever hands the packages out.
set -eu
cd "$(dirname "$0")/../.."
venv=build/package-venv
bundle=build/bundle/contact-entry
made=build/pyinstaller/contact-entry
root=build/linux/root
: "${MAINTAINER:=Contact Entry contributors <maintainers@contact-entry.example>}"

say() { echo "package: $*"; }
fail() { echo "package: $*" >&2 && exit 1; }
quietly() { "$@" >build/package.log 2>&1 || { tail -n 20 build/package.log >&2 && fail "$1 failed; the whole log is in build/package.log"; }; }

# The environment that is bundled: what the program runs with, at the pinned versions, and PyInstaller.
make_environment() {
    wanted=$(cat pyproject.toml packaging/constraints.txt packaging/linux/build.sh | cksum)
    [ "$(cat $venv/stamp 2>/dev/null)" != "$wanted" ] || return 0
    say "making a clean environment"
    rm -rf $venv
    quietly .venv/bin/python -m venv $venv
    .venv/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' >build/requirements.txt
    quietly $venv/bin/python -m pip install --disable-pip-version-check --no-input \
        -c packaging/constraints.txt -r build/requirements.txt pyinstaller shtab
    echo "$wanted" >$venv/stamp
}

# An old Python makes a trial, which is said; a release (RELEASE=1) with one is refused.
check_python() { PYTHONPATH=packaging $venv/bin/python -c 'from bundle import python_version; python_version.check()'; }

build_program() {
    say "building the program (a minute or two)"
    rm -rf $bundle
    # The order in which modules are found and packed is that of Python's hashes.
    quietly env PYTHONHASHSEED=0 $venv/bin/python -m PyInstaller --noconfirm --log-level WARN \
        --distpath build/bundle --workpath build/pyinstaller packaging/contact-entry.spec
}

# Everything as it will lie on the disk, with sober permissions.
lay_out() {
    rm -rf build/linux
    mkdir -p $root/usr/lib $root/usr/share/contact-entry
    cp -a $bundle $root/usr/lib/contact-entry
    cp -a $made/licences $root/usr/share/contact-entry/licenses
    rm $root/usr/share/contact-entry/licenses/parts.json
    find $root -type f -exec chmod 644 {} +
    find $root -type d -exec chmod 755 {} +
    chmod 755 $root/usr/lib/contact-entry/contact-entry
    forget_places
    $venv/bin/python packaging/linux/texts.py build/linux $made/licences
    # Whatever lies there has the date of the sources, not that of the building.
    find build/linux -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
    say "looking which libraries it needs from the system"
    date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
    sed "s/\${DATE}/$date/" packaging/linux/nfpm.yaml |
        $venv/bin/python packaging/linux/needs.py $bundle >build/linux/nfpm.yaml ||
        fail "The dependencies could not be found out, see above."
}

# A Python that was built from source looks for libraries where it was installed: on the user's computer not ours.
forget_places() {
    find $root -name '*.so*' -type f | while read -r file; do
        case $(patchelf --print-rpath "$file") in /*) patchelf --remove-rpath "$file" ;; esac
    done
}

pack() {
    mkdir -p "$target"
    for packager in deb rpm; do
        quietly .venv/bin/nfpm package --config build/linux/nfpm.yaml --packager $packager --target "$target/"
    done
    find "$target" -name '*.deb' -printf 'package: %p (%k KB)\n' -o -name '*.rpm' -printf 'package: %p (%k KB)\n'
}

[ "$(uname -sm)" = "Linux x86_64" ] || fail "Packages for Linux are built on Linux on an x86-64 computer."
mkdir -p build
# The date of the last commit, so that the same sources give the same packages.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
VERSION=${1:-$(.venv/bin/python -c 'import app; print(app.__version__)')}
export SOURCE_DATE_EPOCH VERSION MAINTAINER
if [ $# -gt 0 ]; then
    target=build/packages-$VERSION
    pack
    exit
fi
target=dist
make_environment
check_python
build_program
lay_out
rm -f dist/*.deb dist/*.rpm
pack
