#!/bin/sh
# Builds the program for Windows on Linux, and packs it as installer (MSI) and archive (ZIP): `make windows`.
# What comes out is a trial and says so: its version is 1.2.3.dev0+trial, which is older than the release 1.2.3, the
# installer calls it “Contact Entry (trial)” and gives it a number beneath that of every release, so that a release
# takes its place and it never takes that of a release.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
bed=build/windows/bed
project=$bed/prefix/drive_c/project
fail() { echo "windows: $*" >&2 && exit 1; }
say() { echo "windows: $*"; }

sh "$here/bed.sh" $bed
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py).dev0+trial

say "copying the sources as $version"
rm -rf $project
mkdir -p $project dist
tar -c --exclude=__pycache__ app docs packaging resources tests pyproject.toml LICENSE README.md CHANGELOG.md Makefile |
    tar -xC $project
sed -i "s/^__version__ = .*/__version__ = \"$version\"/" $project/app/__init__.py

say "building the program (three minutes or so)"
# Windows has what Wine lacks (see bed.sh).
plugin=$bed/prefix/drive_c/Python311/Lib/site-packages/PySide6/plugins/networkinformation/qnetworklistmanager.dll
cp $bed/set-aside/qnetworklistmanager.dll $plugin
trap 'rm -f $plugin' EXIT
trap 'exit 130' INT TERM HUP
env PYTHONHASHSEED=0 bash "$here/run.sh" $bed -m PyInstaller --noconfirm --log-level WARN --distpath build/bundle \
    --workpath build/pyinstaller packaging/contact-entry.spec >$bed/log 2>&1 ||
    { tail -n 20 $bed/log >&2 && fail "PyInstaller failed; the whole log is in $bed/log"; }
payload=build/windows/contact-entry
rm -rf $payload dist/*-windows.msi dist/*-windows.zip build/windows/*.msi
cp -R $project/build/bundle/contact-entry $payload
sh packaging/windows/complete.sh $payload $project/build/pyinstaller/contact-entry/licences

say "packing it"
name=contact-entry-$version-windows
# What runs in the background is not reached by the terminal's key.
trap 'kill $packing; exit 130' INT
TRIAL=1 sh packaging/windows/msi.sh $payload "dist/$name.msi" 0.0.2 &
packing=$!
# For trying an upgrade.
TRIAL=1 sh packaging/windows/msi.sh $payload build/windows/before.msi 0.0.1 &
packing="$packing $!"
.venv/bin/python packaging/windows/zip.py $payload "dist/$name.zip"
for one in $packing; do wait "$one" || fail "the installer could not be packed"; done
du -m dist/"$name".* | sed 's/^/windows: megabytes: /'
