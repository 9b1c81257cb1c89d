#!/usr/bin/env bash
# Starts everything that a run needs, on loopback: PostgreSQL, Redis, Azurite and DevChat.Host. DIR keeps data and logs.
#   bench/server.sh start DIR    starts everything and prints BASE=... PID=...
#   bench/server.sh restart DIR  kills DevChat.Host (SIGKILL) and starts it again
#   bench/server.sh keep DIR     starts DevChat.Host again whenever it ends, until Ctrl-C
#   bench/server.sh stores DIR   starts the stores only and prints their settings, for eval
#   bench/server.sh stop DIR     stops what was started
# Passwords are hashed cheaply (work factor 4), so that thousands of users are made in seconds. The variable
# Passwords__WorkFactor changes that, e.g. to 10, the default of the host.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

usage() {
  echo "usage: ${BASH_SOURCE[0]} start|restart|keep|stores|stop DIR" >&2
  exit 2
}

start_stores() {
  start_postgres "$1"
  create_database devchat
  start_redis "$1"
  start_azurite "$1"
}

stores() {
  local setting
  start_stores "$1"
  while IFS= read -r setting; do
    printf 'export %s=%q\n' "${setting%%=*}" "${setting#*=}"
  done < <(store_settings)
}

start() {
  host_dll "$1" >/dev/null
  start_stores "$1"
  start_published_host "$1"
}

start_published_host() {
  local stores
  mapfile -t stores < <(store_settings)
  start_host "$1" "$1/host/DevChat.Host.dll" "${stores[@]}" "Passwords__WorkFactor=${Passwords__WorkFactor:-4}"
  echo "BASE=http://127.0.0.1:$HOST_PORT PID=$(<"$1/host.pid")"
}

restart() {
  kill -KILL "$(<"$1/host.pid")"
  start_published_host "$1"
}

# For tests that kill the host.
keep() {
  while true; do
    tail --pid="$(<"$1/host.pid")" --sleep-interval=0.1 --follow /dev/null
    start_published_host "$1"
  done
}

stop() {
  halt "$1" host
  halt "$1" azurite
  halt "$1" redis
  stop_postgres "$1"
}

# A start that fails leaves nothing running.
begin() {
  trap 'stop "$dir"' EXIT
  "$@"
  trap - EXIT
}

[[ $# = 2 ]] || usage
mkdir -p "$2"
dir=$(realpath "$2")
case $1 in
  start) begin start "$dir" ;;
  restart) restart "$dir" ;;
  keep) keep "$dir" ;;
  stores) begin stores "$dir" ;;
  stop) stop "$dir" ;;
  *) usage ;;
esac
