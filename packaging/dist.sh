#!/bin/sh
# Builds wheel and sdist into dist/, checks them, installs each into a fresh environment and runs its self test
# there, away from the checkout. Usage: sh packaging/dist.sh (after sh packaging/setup.sh package)
set -eu
cd "$(dirname "$0")/.."
root=$PWD
python=$root/.venv/bin/python

say() { echo "dist: $*"; }

mkdir -p dist
rm -f dist/*.whl dist/*.tar.gz
"$python" -m build --no-isolation --outdir dist . >/dev/null
"$python" -m twine check --strict dist/*.whl dist/*.tar.gz
# What pip installs to build the sdist is pinned as well.
PIP_CONSTRAINT=$root/packaging/constraints.txt
export PIP_CONSTRAINT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
for file in dist/*.whl dist/*.tar.gz; do
    say "installing $(basename "$file") into a fresh environment"
    "$python" -m venv --clear "$work/venv"
    "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$file"
    mkdir -p "$work/home"
    (cd "$work/home" && HOME=$work/home CONTACT_ENTRY_HOME=$work/home "$work/venv/bin/contact-entry" self-test)
done
(cd dist && sha256sum -- *.whl *.tar.gz)
