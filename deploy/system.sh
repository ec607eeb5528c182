#!/usr/bin/env bash
# Install the system packages that the tests need and this machine lacks, and say so: browsers, a database server, a proxy, an
# office program that opens what is handed round.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || missing+=(mariadb-server-core) # programs only: no service
[ -x /usr/sbin/nginx ] || missing+=(nginx-light)
command -v soffice >/dev/null || missing+=(libreoffice-writer libreoffice-impress)
[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing+=(libreoffice-calc)
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
[ -n "$(/sbin/ldconfig -p | grep libatomic.so.1 || true)" ] || missing+=(libatomic1) # the browser driver needs it
if [ -x .venv/bin/python ]; then # says what it fetches; without it the tests in an old browser are skipped
    .venv/bin/python deploy/old_browser.py || true
fi
[ ${#missing[@]} -eq 0 ] && exit 0

run=''
if [ "$(id -u)" != 0 ]; then
    run='sudo -n'
    $run true 2>/dev/null || {
        echo "The tests need ${missing[*]}. Run as root: apt-get install ${missing[*]}; then repeat." >&2
        exit 1
    }
fi
echo "Installing with apt-get, needed by the tests: ${missing[*]}" >&2
$run apt-get update -qq
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
