#!/bin/sh
# Makes the checkout ready: system packages, .venv, pinned Python packages. Does nothing twice.
# Usage: sh packaging/setup.sh check|offscreen|window|test|network-test|package|linux-package|package-test|repository|windows   (what is going to be run)
# PYTHON=/path/to/python chooses the interpreter that a new .venv is made with.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-window}
python=.venv/bin/python
stamp=.venv/setup-stamp
package_stamp=.venv/setup-stamp-package
unfinished=.venv/setup-unfinished

qt_packages='libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 fonts-dejavu-core'
window_packages='libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-xkb1 libxkbcommon-x11-0 libxcb-randr0'
window_packages="$window_packages libxcb-shape0 libxcb-render-util0 libxcb-image0"
# What the built program takes from the system besides: packaging/linux/needs.py asks which package has it.
library_packages='libbrotli1 libcups2 libgssapi-krb5-2 libwayland-cursor0'
# A screen without a monitor, hands on its keys, a keyring, an input method, what a screen reader asks: tests without them are skipped.
desktop_packages='xvfb xauth xdotool x11-xkb-utils gnome-keyring dbus ibus ibus-hangul'
desktop_packages="$desktop_packages at-spi2-core python3-pyatspi"
# Proxies, gateways, a browser and a clock that can be wrong.
network_packages='squid nginx-light haproxy tinyproxy chromium chromium-driver faketime'
# Lists of packages, and what signs them.
repository_packages='apt-utils createrepo-c gnupg rpm'
# A bare Debian in a folder, and what looks at packages: packaging/linux/try_packages.py.
trial_packages="debootstrap lintian desktop-file-utils appstream $repository_packages"
# A Windows without a Windows: packaging/windows/trial.
windows_packages='wine64 fonts-wine gcc-mingw-w64-x86-64 wixl msitools xvfb xdotool openbox imagemagick unzip'
case $purpose in
check) needed='' wanted='' ;;
offscreen | package) needed=$qt_packages wanted='' ;;
linux-package) needed="$qt_packages $window_packages $library_packages binutils patchelf" wanted='' ;;
package-test) needed="$qt_packages $window_packages $library_packages binutils patchelf $trial_packages" wanted='' ;;
window) needed="$qt_packages $window_packages" wanted='' ;;
test) needed=$qt_packages wanted="$window_packages $desktop_packages" ;;
network-test) needed="$qt_packages $network_packages" wanted='' ;;
repository) needed=$repository_packages wanted='' ;;
windows) needed="$qt_packages $windows_packages" wanted='' ;;
*) echo "usage: packaging/setup.sh check|offscreen|window|test|network-test|package|linux-package|package-test|repository|windows" >&2 && exit 2 ;;
esac

no_network='temporary failure|name or service not known|could not resolve|failed to establish|unreachable'
no_network="$no_network|connection refused|timed out"

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2 && exit 1; }
builds_program() { [ "$purpose" = linux-package ] || [ "$purpose" = package-test ]; }
on_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }
install_line() { echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"; }

# Prints those of the named packages that are not installed. Newer Debians and Ubuntus call some NAMEt64.
missing() {
    [ $# -gt 0 ] || return 0
    for name; do set -- "$@" "${name}t64"; done
    installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}_\n' "$@" 2>/dev/null) || :
    for name; do
        case "$name $installed" in
        *t64\ * | *"ii ${name}_"* | *"ii ${name}t64_"*) ;;
        *) printf '%s ' "$name" ;;
        esac
    done
}

install_as_root() {
    say "installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    # An earlier installation may have been interrupted; a service started by one must not hold the lock.
    { dpkg --configure -a && apt-get update && apt-get install -y --no-install-recommends "$@"; } \
        >"$log" 2>&1 </dev/null 9<&- || failed_because "The system packages could not be installed" '^E: '
}

# $1: what did not work, $2: how the tool marks its own explanation in the log.
failed_because() {
    if grep -qiE "$no_network" "$log"; then
        fail "$1: there is no connection to the package server. Check the network (and proxy) and try again."
    fi
    if grep -q CERTIFICATE_VERIFY_FAILED "$log"; then
        fail "$1: the package server's certificate is not trusted. Behind a company proxy, set PIP_CERT" \
            "to the file with the company's certificates and try again."
    fi
    trap - EXIT
    fail "$1: $(grep -E "$2" "$log" | tail -n 1 | cut -c 1-300) (the whole log is in $log)"
}

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        recent_enough "$candidate" && command -v "$candidate" && return
    done
    return 1
}

# The Debian packages that it takes before a .venv can be made here, if any.
python_packages() {
    if [ -f "$stamp" ] && [ -x "$python" ]; then return; fi
    if base=$(find_python); then
        "$base" -c 'import ensurepip, venv' 2>/dev/null ||
            "$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    elif ! command -v python3 >/dev/null; then
        echo python3 python3-venv
    fi
}

# A program is built around Python as a library, which the system's Python does not bring along.
python_library() {
    builds_program || return 0
    base=$(find_python) || return 0
    "$base" -c 'import sys; sys.base_prefix == "/usr" and print("libpython%d.%d" % sys.version_info[:2])'
}

# shellcheck disable=SC2086  # lists of names are meant to fall into words
provide_packages() {
    library=$(python_library)
    lacking="$(python_packages) $(missing $needed $library)" lacking_extras=$(missing $wanted)
    [ "$lacking$lacking_extras" != ' ' ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        install_as_root $lacking $lacking_extras
    elif [ "$lacking" != ' ' ]; then
        fail "Some system packages are missing. Run this line, then try again:
  $(install_line $lacking $lacking_extras)"
    else
        say "Some tests will be skipped. To have them run: $(install_line $lacking_extras)"
    fi
}

# What an up-to-date .venv was made from; the folder too, since an editable install remembers it.
fingerprint() {
    {
        cat pyproject.toml packaging/constraints.txt packaging/setup.sh
        "$python" --version
        pwd
    } 2>/dev/null | cksum
}

# $1: the stamp that a finished installation left.
up_to_date() { [ -f "$1" ] && [ "$(cat "$1")" = "$(fingerprint)" ]; }
finished() { fingerprint >"$1.new" && mv "$1.new" "$1"; }

make_venv() {
    if [ ! -e "$unfinished" ] && recent_enough "$python" && "$python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    base=$(find_python) ||
        fail "Python 3.11 or newer is needed and was not found. If you have one, try again with PYTHON=/its/path."
    say "creating .venv with $("$base" --version)"
    "$base" -m venv --clear .venv >"$log" 2>&1 || failed_because ".venv could not be created" '.'
}

pip_install() {
    # Not compiling what may never be imported saves a third of the time; Python compiles on first use.
    "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-compile \
        -c packaging/constraints.txt "$@" >"$log" 2>&1 </dev/null || {
        rm -f "$unfinished" # pip gave up by itself: what it left is whole
        failed_because "The Python packages could not be installed" '^ERROR: '
    }
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM HUP
# One set-up at a time; whoever waited finds it done.
if command -v flock >/dev/null; then
    exec 9<packaging/setup.sh
    flock 9
fi
if on_debian; then
    provide_packages
    # Which library of Python it takes is known once there is a Python.
    if builds_program; then provide_packages; fi
fi

install_all() {
    if ! on_debian && [ "$(uname)" = Linux ]; then
        say "Qt needs these libraries (Debian's names): $qt_packages $window_packages"
    fi
    make_venv
    rm -f "$stamp"
    : >"$unfinished"
    say "installing the Python packages (a minute or so the first time)"
    # What installs comes first, so that it is pinned as well: the pip that comes with Python writes scripts that
    # load regular expressions, which takes as long as all else of “contact-entry --help”.
    pip_install pip
    # Then what builds.
    pip_install hatchling editables
    pip_install --no-build-isolation -e '.[dev]'
    finished "$stamp"
    rm -f "$unfinished"
    say "ready"
}

if ! up_to_date "$stamp"; then install_all; fi
if { [ "$purpose" = package ] || builds_program; } && ! up_to_date "$package_stamp"; then
    say "installing the tools for packaging"
    pip_install --no-build-isolation -e '.[dev,package]'
    finished "$package_stamp"
fi
