#!/usr/bin/env bash
# Leaves its process id in a directory and becomes a database server: server-up.sh DIRECTORY PROGRAM ARGUMENT...
set -euo pipefail
directory=${1:?directory of the server}
shift
echo $$ >"$directory/pid"
exec "$@"
