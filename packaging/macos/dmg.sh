#!/bin/sh
# On a Mac: signs the program, puts it into a disk image, and has Apple notarise that.
# Usage: sh packaging/macos/dmg.sh "build/bundle/Contact Entry.app" OUTPUT.dmg
# From the environment, since others can see what an argument is:
#   CERTIFICATE_P12 (base64), CERTIFICATE_PASSWORD     a "Developer ID Application" certificate with its key
#   NOTARY_KEY (the text of the .p8), NOTARY_KEY_ID, NOTARY_ISSUER     a key of App Store Connect
# Without the first two the program runs on this Mac only after the user has allowed it, without the rest on every other.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
say() { echo "dmg: $*"; }
fail() { echo "dmg: $*" >&2 && exit 1; }

[ $# -eq 2 ] || fail 'usage: packaging/macos/dmg.sh "Contact Entry.app" OUTPUT.dmg'
app=$1 output=$2
[ -d "$app/Contents/MacOS" ] || fail "$app is not an application: build it with PyInstaller first."

work=$(mktemp -d)
keychain=$work/signing.keychain-db
keychains=
end() {
    # shellcheck disable=SC2086  # a list of quoted paths that hold no spaces
    [ -z "$keychains" ] || security list-keychains -d user -s $keychains
    [ ! -e "$keychain" ] || security delete-keychain "$keychain"
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM HUP

# The certificate goes into a keychain of its own, which is gone in the end.
take_certificate() {
    printf %s "$CERTIFICATE_P12" | base64 --decode >"$work/certificate.p12"
    openssl pkcs12 -in "$work/certificate.p12" -passin env:CERTIFICATE_PASSWORD -nodes -out "$work/certificate.pem"
    password=$(openssl rand -hex 24)
    # Read from its input: "security" has passwords as arguments only.
    security -i <<END
create-keychain -p $password $keychain
set-keychain-settings -lut 3600 $keychain
unlock-keychain -p $password $keychain
import $work/certificate.pem -k $keychain -f pemseq -T /usr/bin/codesign
set-key-partition-list -S apple-tool:,apple: -s -k $password $keychain
END
    keychains=$(security list-keychains -d user | tr -d '"')
    # shellcheck disable=SC2086  # see end()
    security list-keychains -d user -s "$keychain" $keychains
    identity=$(security find-identity -v -p codesigning "$keychain" | sed -n 's/.*) \([0-9A-F]\{40\}\) .*/\1/p' | head -n 1)
    [ -n "$identity" ] || fail "The certificate in CERTIFICATE_P12 cannot sign programs, or its password is wrong."
}

sign() { codesign --force --sign "$identity" "$@"; }

# From the inside out: a signature seals what lies below it.
sign_all() {
    find "$app/Contents" -type f ! -path "$app/Contents/MacOS/*" | while IFS= read -r file; do
        case $(file -b "$file") in *Mach-O*) sign "$@" "$file" ;; esac
    done
    find "$app/Contents" -depth -type d -name '*.framework' | while IFS= read -r framework; do
        sign "$@" "$framework"
    done
    sign "$@" --entitlements "$here/entitlements.plist" "$app"
    codesign --verify --strict --deep --verbose=2 "$app"
}

if [ -n "${CERTIFICATE_P12:-}" ]; then
    take_certificate
    sign_all --timestamp --options runtime
else
    say "There is no certificate (CERTIFICATE_P12): the signature says nothing of who made the program."
    identity=-
    # Library validation, part of the hardened runtime, needs a team.
    sign_all
fi

mkdir "$work/image"
cp -pR "$app" "$work/image/"
ln -s /Applications "$work/image/Applications"
hdiutil create -volname 'Contact Entry' -srcfolder "$work/image" -format UDZO -ov "$output"

if [ -z "${CERTIFICATE_P12:-}" ]; then
    say "Not notarised: that takes a certificate."
elif [ -z "${NOTARY_KEY:-}" ]; then
    sign --timestamp "$output"
    say "Not notarised: there is no key (NOTARY_KEY)."
else
    sign --timestamp "$output"
    printf '%s\n' "$NOTARY_KEY" >"$work/notary.p8"
    xcrun notarytool submit "$output" --key "$work/notary.p8" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER" \
        --wait --timeout 30m
    # The ticket travels with the image, for Macs that are offline.
    xcrun stapler staple "$output"
    xcrun stapler validate "$output"
fi
say "$output"
