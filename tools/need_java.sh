#!/bin/sh
# Sees to it that Java is there: the Nu HTML checker runs on it.
set -eu
has_java() { command -v java >/dev/null 2>&1 && java -version >/dev/null 2>&1; }

has_java && exit 0
echo "No Java found; installing one for the HTML checker."
sh "$(dirname "$0")/install_package.sh" default-jre-headless || true
has_java && exit 0
echo "The HTML checker needs Java, and it could not be installed. Install a JRE and run make again." >&2
exit 1
