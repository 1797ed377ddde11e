#!/bin/sh
# Makes the project's own virtual environment ($1) and puts uv into it where the system has none.
set -eu
venv=$1

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && is_recent "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

if command -v uv >/dev/null 2>&1; then
    # uv brings a Python of its own where the system's is too old.
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$(find_python || echo '>=3.11')" "$venv"
    exit 0
fi

if [ ! -x "$venv/bin/python" ]; then
    python=$(find_python) || { echo "Python 3.11 or later is needed: https://www.python.org/downloads/" >&2; exit 1; }
    if ! "$python" -m venv "$venv"; then
        # Debian and Ubuntu keep what `venv` needs in a package of its own.
        rm -rf "$venv"
        version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        sh "$(dirname "$0")/install_package.sh" "$version" || sh "$(dirname "$0")/install_package.sh" python3-venv
        "$python" -m venv "$venv"
    fi
fi
[ -x "$venv/bin/uv" ] && exit 0
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
