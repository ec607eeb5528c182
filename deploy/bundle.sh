#!/usr/bin/env bash
# Put everything that an installation without network needs into one tar under $2 (default var/bundle): the committed
# sources with fonts, data and documents, and the pinned wheels for each machine in $MACHINES. $1: the Python to use.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-.venv/bin/python}
out=${2:-var/bundle}
machines=${MACHINES:-x86_64 aarch64}
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
minor=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
name=ip-dashboard-$version
root=$out/$name

rm -rf "$root" "$root.tar"
mkdir -p "$root/source"
git archive HEAD | tar -x -C "$root/source"
cp "$root/source/deploy/install.sh" "$root/install.sh"
cp "$root/source/deploy/Containerfile" "$root/Containerfile"
echo "$minor" >"$root/python-version"

for machine in $machines; do
    platforms=(--platform any --platform "manylinux2014_$machine" --platform "manylinux1_$machine")
    platforms+=(--platform "manylinux2010_$machine" --platform "linux_$machine")
    # glibc 2.28 is what servers of public offices have at least
    for glibc in $(seq 5 28); do platforms+=(--platform "manylinux_2_${glibc}_$machine"); done
    echo "Fetching the wheels for $machine ..."
    # every package is pinned, also what others bring along, so nothing is resolved here
    "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --implementation cp --python-version "$minor" --abi "cp${minor/./}" --abi abi3 --abi none "${platforms[@]}" \
        --dest "$root/wheels/$machine" -r requirements.txt pip
done

(cd "$root" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner -cf "$root.tar" "$name"
rm -rf "$root"
echo "$root.tar ($(du -h "$root.tar" | cut -f1))"
