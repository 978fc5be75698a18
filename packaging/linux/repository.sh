#!/bin/sh
# Makes a package repository of what `make package` has built, for apt and for dnf, signed where there is a key.
# Usage: sh packaging/linux/repository.sh [TARGET]    (build/repository; the packages are those of dist/)
# From the environment, since others can see what an argument is: SIGNING_KEY (a private OpenPGP key, armoured),
# SIGNING_KEY_PASSWORD. Without a key it says so and signs nothing: apt and dnf then refuse the repository unless
# they are told to trust it. The packages in dist/ stay as they were built.
set -eu
cd "$(dirname "$0")/../.."
target=${1:-build/repository}
fail() { echo "repository: $*" >&2 && exit 1; }

for tool in apt-ftparchive:apt-utils createrepo_c:createrepo-c gpg:gnupg rpmsign:rpm; do
    command -v "${tool%:*}" >/dev/null || fail "${tool%:*} is missing: sudo apt-get install -y ${tool#*:}"
done
[ "$(echo dist/*.deb)" != 'dist/*.deb' ] && [ "$(echo dist/*.rpm)" != 'dist/*.rpm' ] ||
    fail "There are no packages in dist/ yet: run make package."

work=$(mktemp -d) # for its owner alone
trap 'gpgconf --homedir "$work/gnupg" --kill gpg-agent 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && fail "$1 failed."; }; }

# A folder for gpg with the one key in it.
take_key() {
    export GNUPGHOME="$work/gnupg"
    mkdir -m 700 "$GNUPGHOME"
    printf %s "${SIGNING_KEY_PASSWORD:-}" >"$work/password"
    printf 'batch\nno-tty\npinentry-mode loopback\npassphrase-file %s\n' "$work/password" >"$GNUPGHOME/gpg.conf"
    printf '%s\n' "$SIGNING_KEY" >"$work/key"
    quietly gpg --import "$work/key"
    rm "$work/key"
    key=$(gpg --list-secret-keys --with-colons 2>/dev/null | sed -n '/^fpr:/{s/^fpr:*\([0-9A-F]*\):$/\1/p;q;}')
    [ -n "$key" ] || fail "SIGNING_KEY is no private key."
}

# apt trusts a package for the signed list that it stands in.
make_deb() {
    mkdir -p "$target/deb"
    cp dist/*.deb "$target/deb/"
    (
        cd "$target/deb"
        apt-ftparchive packages . >Packages
        gzip -9nk Packages
        apt-ftparchive -o APT::FTPArchive::Release::Origin='Contact Entry' \
            -o APT::FTPArchive::Release::Label='Contact Entry' -o APT::FTPArchive::Release::Suite=stable \
            -o APT::FTPArchive::Release::Architectures=amd64 release . >"$work/Release"
        mv "$work/Release" Release
        [ -z "$key" ] || quietly gpg --local-user "$key" --output InRelease --clearsign Release
        [ -z "$key" ] || quietly gpg --local-user "$key" --output Release.gpg --armor --detach-sign Release
    )
}

# dnf looks at the signature of each package, and at that of the list where the repository says so.
make_rpm() {
    mkdir -p "$target/rpm"
    cp dist/*.rpm "$target/rpm/"
    # Debian's rpm looks for gpg2, which Debian calls gpg.
    [ -z "$key" ] || quietly rpmsign --define "__gpg $(command -v gpg)" --define "_gpg_name $key" \
        --define "_gpg_path $GNUPGHOME" --addsign "$target"/rpm/*.rpm
    quietly createrepo_c --checksum sha256 "$target/rpm"
    [ -z "$key" ] || quietly gpg --local-user "$key" --armor --detach-sign "$target/rpm/repodata/repomd.xml"
}

rm -rf "$target"
mkdir -p "$target"
target=$(cd "$target" && pwd)
key=''
if [ -n "${SIGNING_KEY:-}" ]; then
    take_key
    quietly gpg --local-user "$key" --armor --output "$target/contact-entry.asc" --export "$key"
else
    echo "repository: There is no key (SIGNING_KEY), so nothing is signed."
fi
make_deb
make_rpm
echo "repository: $target${key:+, signed by $key}"
