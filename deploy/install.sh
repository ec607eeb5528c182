#!/bin/sh
# Install an unpacked bundle into $1, from the files beside this script alone: no network is asked. Run again to upgrade;
# what is under var/ stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:?usage: sh install.sh FOLDER}
needed=$(cat "$here/python-version")
wheels=$here/wheels/$(uname -m)

[ -d "$wheels" ] || { echo "This bundle has no packages for $(uname -m)." >&2; exit 1; }
python=${PYTHON:-$(command -v "python$needed" || command -v python3 || true)}
found=$([ -n "$python" ] && "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' || true)
[ "$found" = "$needed" ] || { echo "Python $needed is needed; name it with PYTHON=/path/to/python." >&2; exit 1; }
(cd "$here" && sha256sum --check --quiet SHA256SUMS) || { echo "The bundle is damaged; copy it again." >&2; exit 1; }

mkdir -p "$target"
cp -R "$here/source/." "$target/"
[ -x "$target/.venv/bin/python" ] || "$python" -m venv --without-pip "$target/.venv"
set -- "$wheels"/pip-*.whl
"$target/.venv/bin/python" "$1/pip" install --quiet --disable-pip-version-check --no-index --find-links "$wheels" \
    --no-deps -r "$target/requirements.txt"
cd "$target" && .venv/bin/python -c 'import dashboard.commands' && echo "Installed into $target."
