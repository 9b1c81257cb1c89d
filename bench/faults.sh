#!/usr/bin/env bash
# Kills, stops and cuts everything that DevChat runs on, while users of the client library chat, and audits every
# acknowledged operation against the database and against what each client holds. Starts its own stores and hosts on
# loopback. Needs Linux, the .NET SDK and Node.js; redis-server on the PATH, else it uses Garnet; for the kind `clock` a C
# compiler (cc); for the kind `disk` root, to mount a small tmpfs. Prints a table; details go to standard error. The exit
# code is 1 when something was lost, doubled, misordered or miscounted, or when messages were not acknowledged again.
#
# usage: bench/faults.sh [--kinds NAME,NAME] [--times 20] [--stop-seconds 20] [--users 10] [--rooms 5] [--seed 1]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet build bench/DevChat.Faults --configuration Release --verbosity quiet >&2
exec dotnet bench/DevChat.Faults/bin/Release/net10.0/DevChat.Faults.dll "$@"
