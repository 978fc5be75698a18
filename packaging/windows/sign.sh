#!/bin/sh
# Signs programs and installers for Windows, on Linux.
# Usage: sh packaging/windows/sign.sh FILE...
# From the environment, since others can see what an argument is: CERTIFICATE_PFX (base64), CERTIFICATE_PASSWORD.
# Without a certificate it says so and signs nothing. TIMESTAMP_SERVER is for a company that has its own (RFC 3161);
# with an empty one there is no timestamp, and the signatures end with the certificate.
set -eu
fail() { echo "sign: $*" >&2 && exit 1; }

[ $# -ge 1 ] || fail "usage: packaging/windows/sign.sh FILE..."
if [ -z "${CERTIFICATE_PFX:-}" ]; then
    echo "sign: There is no certificate (CERTIFICATE_PFX), so these are not signed: $*"
    exit 0
fi
command -v osslsigncode >/dev/null || fail "osslsigncode is missing: sudo apt-get install -y osslsigncode"
server=${TIMESTAMP_SERVER-http://timestamp.digicert.com}

work=$(mktemp -d) # for its owner alone
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
printf %s "$CERTIFICATE_PFX" | base64 --decode >"$work/certificate.pfx"
printf %s "${CERTIFICATE_PASSWORD:-}" >"$work/password"
for file; do
    osslsigncode sign -pkcs12 "$work/certificate.pfx" -readpass "$work/password" -h sha256 -n "Contact Entry" \
        ${server:+-ts "$server"} -in "$file" -out "$work/signed" >"$work/log" 2>&1 ||
        { cat "$work/log" >&2 && fail "$file could not be signed."; }
    cat "$work/signed" >"$file" # keeps its permissions
    rm "$work/signed"
    echo "sign: $file"
done
