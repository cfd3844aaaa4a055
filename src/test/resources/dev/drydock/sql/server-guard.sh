#!/usr/bin/env bash
# Ends a database server of the tests and removes its directory when they are gone, however they went:
# server-guard.sh DIRECTORY, with a standard input that the tests hold open.
set -uo pipefail
directory=${1:?directory of the server}
cat >/dev/null

server=$(cat "$directory/pid" 2>/dev/null)
# The directory stands among its arguments: another process may have the number by now.
runs() { [[ -n $server ]] && grep --quiet --no-messages --text --fixed-strings "$directory" "/proc/$server/cmdline"; }

# QUIT first: killed, a server leaves shared memory behind.
runs && kill -QUIT "$server"
for ((tenths = 0; tenths < 100; tenths++)); do
  runs || break
  sleep 0.1
done
runs && kill -KILL "$server"
rm -rf "$directory"
