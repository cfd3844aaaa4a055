#!/usr/bin/env bash
# Runs a Docker Engine of its own below a directory: dockerd-up.sh DIRECTORY
# Without a bridge of its own and without rules for the firewall: containers have the machine's network, none, or one that
# a test makes. A pull that is cut short is tried once more. It stays in the foreground until it is ended.
set -euo pipefail
directory=${1:?directory of the Engine}
mkdir -p "$directory"
exec dockerd --host "unix://$directory/docker.sock" --data-root "$directory/data" --exec-root "$directory/exec" \
  --pidfile "$directory/docker.pid" --iptables=false --ip6tables=false --ip-forward=false --bridge=none \
  --storage-driver=overlay2 --max-download-attempts=2
