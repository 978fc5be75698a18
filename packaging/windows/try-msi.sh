#!/bin/sh
# Tries the Windows installer under Wine, with Wine's own programs in the place of ours: installing, upgrading, an
# older version refused, removal that keeps the user's data, and removal that does not.
# Usage: sh packaging/windows/try-msi.sh     (Debian: wine64 wixl msitools)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "FAILED: $*" >&2 && exit 1; }
wine=$(PATH=$PATH:/usr/lib/wine command -v wine64) || fail "wine64 is missing: sudo apt-get install -y wine64"
programs=$(find /usr/lib /opt -path '*x86_64-windows/cmd.exe' 2>/dev/null | head -n 1)
[ -n "$programs" ] || fail "Wine's own Windows programs were not found."
programs=${programs%/cmd.exe}

work=$(mktemp -d)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY
server=${wine%/*}/wineserver
end() { "$server" -k 2>/dev/null || :; rm -rf "$work"; }
trap end EXIT
trap 'exit 130' INT TERM HUP
disk=$WINEPREFIX/drive_c
installed="$disk/Program Files/Contact Entry"
uninstall='HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall'
policies='HKLM\SOFTWARE\Policies\Contact Entry'
environment='HKLM\System\CurrentControlSet\Control\Session Manager\Environment'

good() { echo "ok: $*"; }
registry() { "$wine" reg query "$@" 2>/dev/null | tr -d '\r'; }
count() { registry "$uninstall" /s | grep -c 'DisplayName.*Contact Entry' || :; }
shortcuts() { find "$disk" -path '*Start Menu*' -name 'Contact Entry.lnk'; }
# wine's msiexec: 0 done, else what Windows Installer returns.
msi() { "$wine" msiexec "$@" /qn; }
code_of() { msiinfo export "$1" Property | sed -n 's/^ProductCode\t\({.*}\)\r*$/\1/p'; }

payload() { # $1: folder, $2: version
    mkdir -p "$1/_internal/PySide6"
    cp "$programs/notepad.exe" "$1/contact-entry-window.exe"
    cp "$programs/cmd.exe" "$1/contact-entry.exe"
    echo "$2" >"$1/_internal/version.txt"
}

user_data() {
    data="$disk/users/$(id -un)/AppData/Local/contact-entry"
    mkdir -p "$data/Logs"
    echo '{}' >"$data/settings.json"
    echo 'twenty companies' >"$data/entries.sqlite3"
    echo 'log' >"$data/Logs/contact-entry.log"
}

has_user_data() { [ "$(cat "$data/entries.sqlite3" "$data/Logs/contact-entry.log")" = "$(printf 'twenty companies\nlog')" ]; }

"$wine" wineboot -i >/dev/null 2>&1
payload "$work/old" 0.0.9
# An older DLL with a version of its own, which Windows Installer would rather keep.
cp "$programs/notepad.exe" "$work/old/_internal/PySide6/Qt6Core.dll"
echo gone >"$work/old/_internal/only-in-the-old-one.txt"
payload "$work/new" 0.1.0
echo newer >"$work/new/_internal/PySide6/Qt6Core.dll"
sh "$here/msi.sh" "$work/old" "$work/old.msi" 0.0.9
sh "$here/msi.sh" "$work/new" "$work/new.msi" 0.1.0
sh "$here/msi.sh" "$work/new" "$work/again.msi" 0.1.0
user_data
"$wine" reg add "$policies" /v active /d SuperOffice /f >/dev/null
path_before=$(registry "$environment" /v PATH)

msi /i "$work/old.msi" ALLUSERS=1 || fail "the older version was not installed"
[ "$(cat "$installed/_internal/version.txt")" = 0.0.9 ] || fail "the files are not where they belong"
registry "$uninstall\\$(code_of "$work/old.msi")" | grep -q 'DisplayVersion.*0\.0\.9' || fail "no entry in Add/Remove"
registry "$uninstall\\$(code_of "$work/old.msi")" | grep -q 'Publisher.*Contact Entry contributors' || fail "no publisher"
registry "$environment" /v PATH | grep -q 'Contact Entry' || fail "contact-entry is not on the path"
[ -n "$(shortcuts)" ] || fail "the Start menu has no Contact Entry"
[ "$(cd "$disk" && "$wine" cmd /c 'contact-entry /c echo the command' 2>/dev/null | tr -d '\r')" = 'the command' ] ||
    fail "contact-entry cannot be started by its name"
good "installed silently, with its entries in Add/Remove, in the Start menu and on the path"

msi /i "$work/new.msi" || fail "the newer version was not installed over the older one"
[ "$(cat "$installed/_internal/version.txt")" = 0.1.0 ] || fail "the older files are still there"
[ "$(cat "$installed/_internal/PySide6/Qt6Core.dll")" = newer ] || fail "an older DLL was kept"
[ ! -e "$installed/_internal/only-in-the-old-one.txt" ] || fail "a file of the older version was left behind"
[ "$(count)" = 1 ] || fail "$(count) entries in Add/Remove after the upgrade"
has_user_data || fail "the upgrade touched the user's data"
good "upgraded: one entry, new files, the user's data as it was"

if msi /i "$work/old.msi"; then fail "an older version was installed over a newer one"; fi
[ "$(cat "$installed/_internal/version.txt")" = 0.1.0 ] || fail "the refused version left its files"
good "an older version is refused"

msi /i "$work/again.msi" || fail "another build of the same version was not installed"
[ "$(count)" = 1 ] || fail "$(count) entries in Add/Remove after another build of the same version"
good "another build of the same version takes the place of the first"

msi /x "$(code_of "$work/again.msi")" || fail "the program was not removed"
[ ! -e "$installed" ] || fail "removal left $(find "$installed")"
[ -z "$(shortcuts)" ] || fail "removal left $(shortcuts)"
[ "$(count)" = 0 ] || fail "removal left the entry in Add/Remove"
# Wine leaves the semicolons behind.
[ "$(registry "$environment" /v PATH | sed 's/;*$//')" = "$path_before" ] || fail "removal left the path changed"
has_user_data || fail "removal touched the user's data"
registry "$policies" /v active | grep -q SuperOffice || fail "removal touched the policies"
good "removed: no file, no entries, the path as before, the user's data and the policies kept"

# Wine passes over the wildcards that Windows Installer takes in RemoveFile, so it is asked what it was told to delete.
deletes() { grep -o 'Deleting misc file: L".*contact-entry.*"' "$work/trace" | sort -u; }
msi /i "$work/new.msi"
WINEDEBUG=+msi msi /x "$work/new.msi" 2>"$work/trace" || fail "the program was not removed"
[ -z "$(deletes)" ] || fail "removal was to delete $(deletes)"
msi /i "$work/new.msi"
WINEDEBUG=+msi msi /x "$work/new.msi" REMOVEUSERDATA=1 2>"$work/trace" || fail "the program was not removed"
[ "$(deletes | grep -c 'Local\\\\contact-entry\\\\\(Logs\\\\\)\?\*"$') of $(deletes | wc -l)" = '2 of 2' ] ||
    fail "asked to remove the user's data, it was to delete: $(deletes)"
[ ! -e "$installed" ] || fail "removal left $(find "$installed")"
good "with REMOVEUSERDATA=1 the files in the user's folder are to be deleted, without it none"
