#!/bin/sh
# Puts what belongs to the program for Windows, and PyInstaller does not make, into the folder with it.
# Usage: sh packaging/windows/complete.sh PAYLOAD LICENCES     (LICENCES: what bundle/licences.py has collected)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
payload=$1 licences=$2
rm -rf "$payload/licenses" "$payload/policies"
cp -R "$licences" "$payload/licenses"
cp -R "$here/policies" "$payload/policies"
