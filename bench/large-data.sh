#!/usr/bin/env bash
# Fills three databases with 100 thousand, 1 million and 10 million messages and measures the queries of the chat on
# each. Starts its own PostgreSQL and Redis on loopback and stops them at the end. Needs the .NET SDK, PostgreSQL's
# server programs and redis-server.
#
# usage: bench/large-data.sh [DIRECTORY]
#   DIRECTORY  keeps the databases and the results; a second run does not fill them again. Default: a temporary one.
#   PGBIN      folder of initdb, pg_ctl and postgres. Default: the newest below /usr/lib/postgresql.
#   PGPORT, REDISPORT  free ports. Default: 55442 and 56389.
#   SIZES      numbers of messages. Default: "100000 1000000 10000000".
#   ROOMS      number of rooms of the user whose queries are measured. Default: 500.
#   AROUND     a command that each fill and each measurement is run with, such as "flock FILE".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

directory=${1:-$(mktemp -d)}
sizes=${SIZES:-100000 1000000 10000000}
rooms=()
[[ -z ${ROOMS:-} ]] || rooms=(--busy-user-rooms "$ROOMS")
pgbin=${PGBIN:-$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)}
pgport=${PGPORT:-55442}
redisport=${REDISPORT:-56389}
read -ra around <<<"${AROUND:-}"
tool=(dotnet bench/DevChat.LargeData/bin/Release/net10.0/DevChat.LargeData.dll)
mkdir -p "$directory/pg"
directory=$(cd "$directory" && pwd)

# PostgreSQL does not run as root.
as_server() {
  if [[ $(id -u) -eq 0 ]]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}

start_servers() {
  [[ $(id -u) -ne 0 ]] || chown 65534:65534 "$directory" "$directory/pg"
  [[ -f $directory/pg/PG_VERSION ]] ||
    as_server "$pgbin/initdb" -D "$directory/pg" -U devchat --auth=trust -E UTF8 --locale=C >"$directory/initdb.log"
  as_server "$pgbin/pg_ctl" -D "$directory/pg" -l "$directory/pg/log" -w start -o "-p $pgport \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=$directory/pg \
    -c shared_buffers=256MB -c max_wal_size=8GB" >/dev/null
  redis-server --port "$redisport" --bind 127.0.0.1 --save '' --appendonly no --daemonize yes \
    --dir "$directory" --pidfile "$directory/redis.pid" >/dev/null
}

stop_servers() {
  as_server "$pgbin/pg_ctl" -D "$directory/pg" -m fast stop >/dev/null || true
  kill "$(<"$directory/redis.pid")" || true
}

fill_and_measure() {
  local messages=$1 connection="Host=127.0.0.1;Port=$pgport;Username=devchat;Database=large_$1"
  if [[ ! -f $directory/$messages.filled ]]; then
    echo "Filling $messages messages"
    "${around[@]}" "${tool[@]}" fill --connection "$connection" --messages "$messages" "${rooms[@]}"
    touch "$directory/$messages.filled"
  fi
  echo "Measuring $messages messages"
  "${around[@]}" "${tool[@]}" measure --connection "$connection" \
    --redis "127.0.0.1:$redisport,channelPrefix=$messages:" >"$directory/$messages.txt"
}

dotnet build bench/DevChat.LargeData --configuration Release --verbosity quiet
start_servers
trap stop_servers EXIT
results=()
for messages in $sizes; do
  fill_and_measure "$messages"
  results+=("$directory/$messages.txt")
done
"${tool[@]}" compare "${results[@]}"
