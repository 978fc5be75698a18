#!/bin/sh
# Makes the Windows installer on Linux, from what PyInstaller built on Windows.
# Usage: sh packaging/windows/msi.sh PAYLOAD OUTPUT.msi [VERSION]
# PAYLOAD is the folder with contact-entry.exe; VERSION is that of app/__init__.py unless a trial needs another.
# TRIAL=1 makes the installer call the program a trial, wherever Windows shows its name.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
fail() { echo "msi: $*" >&2 && exit 1; }

[ $# -ge 2 ] || fail "usage: packaging/windows/msi.sh PAYLOAD OUTPUT.msi [VERSION]"
payload=$1 output=$2
version=${3:-$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/app/__init__.py")}
# Windows Installer compares three numbers; another build of the same three takes the place of the first.
version=$(printf %s "$version" | sed -n 's/^\([0-9]*\.[0-9]*\.[0-9]*\).*/\1/p')
[ -n "$version" ] || fail "The version must begin with three numbers, as in 1.2.3."
name="Contact Entry"
[ -z "${TRIAL:-}" ] || name="Contact Entry (trial)"
for tool in wixl wixl-heat msibuild; do
    command -v "$tool" >/dev/null || fail "$tool is missing: sudo apt-get install -y wixl msitools"
done
for program in contact-entry.exe contact-entry-window.exe; do
    [ -f "$payload/$program" ] || fail "$payload has no $program: it is not what PyInstaller builds on Windows."
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
# wixl takes what it packs by relative paths only.
ln -s "$(cd "$payload" && pwd)" "$work/payload"
cp "$root/packaging/icons/contact-entry.ico" "$work"
(
    cd "$work"
    # The two programs are in contact-entry.wxs, with what belongs to them.
    find payload/ -mindepth 2 -type f | LC_ALL=C sort | wixl-heat --prefix payload/ --directory-ref INSTALLDIR \
        --component-group Payload --var var.Payload --win64 >payload.wxs
    wixl --arch x64 -D Name="$name" -D Version="$version" -D Payload=payload -D Win64=yes -o made.msi "$here/contact-entry.wxs" payload.wxs
)

upgrade_code=$(sed -n 's/.*UpgradeCode="\([^"]*\)".*/{\1}/p' "$here/contact-entry.wxs")
sed -e '/^--/d; /^$/d' -e "s/@UPGRADE_CODE@/$upgrade_code/; s/@VERSION@/$version/" "$here/contact-entry.sql" >"$work/statements"
set --
while IFS= read -r statement; do set -- "$@" "$statement"; done <"$work/statements"
# All of them at once: each time the whole installer is written anew.
msibuild "$work/made.msi" -q "$@" || fail "not all of contact-entry.sql can be put into the installer"
mv "$work/made.msi" "$output"
echo "msi: $output, $name, version $version"
