#!/usr/bin/env bash
# Make a virtual environment in $1 with Python 3.11 or newer, whatever this machine lacks for it.
set -euo pipefail
target=$1

for python in python3.11 python3 ''; do
    [ -n "$python" ] || { echo "Python 3.11 or newer is needed and was not found." >&2; exit 1; }
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done

[ -x "$target/bin/python" ] && "$target/bin/python" -m pip --version >/dev/null 2>&1 && exit 0
rm -rf "$target"
"$python" -m venv "$target" >/dev/null 2>&1 && exit 0

# Debian's python3.11 comes without ensurepip: lend the system's pip, else install the missing package.
rm -rf "$target"
if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --without-pip "$target"
    "$python" -m pip --python "$target/bin/python" install --quiet pip && exit 0
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
run=''
[ "$(id -u)" = 0 ] || run='sudo -n'
echo "Installing python$version-venv with apt-get: this Python cannot make a virtual environment without it." >&2
if $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq "python$version-venv" >/dev/null; then
    rm -rf "$target"
    exec "$python" -m venv "$target"
fi
echo "No virtual environment can be made. Run as root: apt-get install python$version-venv; then repeat." >&2
exit 1
