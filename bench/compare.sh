#!/usr/bin/env bash
# Measures DevChat against the Express stack of the architecture document, in turn, on the same PostgreSQL and Redis.
#   bench/compare.sh BASELINE_DIR [ROUNDS=3] [SECONDS=15]
# BASELINE_DIR has express-peer/server.mjs, driver/driver.mjs and services.sh. It is copied and not changed. DevChat runs
# as it is deployed: Release build, production, default settings except the rate limits. While one server is measured,
# the other one is stopped with SIGSTOP. Prints each round, a table of medians, and one line of JSON.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

baseline=${1:?usage: bench/compare.sh BASELINE_DIR [ROUNDS] [SECONDS]}
rounds=${2:-3}
seconds=${3:-15}
express_port=${EXPRESS_PORT:-17400}
shapes=("--rooms 20 --members 10 --inflight 16" "--rooms 2 --members 100 --inflight 8")
export PGPORT_BENCH=$POSTGRES_PORT REDISPORT_BENCH=$REDIS_PORT

work=$(mktemp --directory "${TMPDIR:-/tmp}/compare.XXXXXX")
# PostgreSQL runs as another user and has to reach its folder.
chmod 755 "$work"

show_logs() {
  local log
  for log in "$work"/{express,host}.log; do
    [[ ! -s $log ]] || { echo "The end of ${log##*/}:" && tail -n 20 "$log"; } >&2
  done
}

clean_up() {
  local status=$?
  trap '' INT TERM
  [[ $status = 0 ]] || show_logs
  resume host
  resume express
  halt "$work" host
  halt "$work" express
  halt "$work" azurite
  [[ ! -d $work/stores ]] || "$work/services.sh" stop "$work/stores" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

copy_baseline() {
  cp --recursive --dereference --no-preserve=mode,ownership \
    "$baseline"/{driver,express-peer,services.sh} "$work"
  rm -rf "$work"/{driver,express-peer}/node_modules
  chmod +x "$work/services.sh"
  (cd "$work/driver" && npm ci --no-audit --no-fund --silent)
  (cd "$work/express-peer" && npm ci --no-audit --no-fund --silent)
}

start_express() {
  launch "$work" express env --chdir "$work/express-peer" NODE_ENV=production PORT="$express_port" "$@" node server.mjs
  wait_for "$work" express listens "$express_port"
}

start_devchat() {
  create_database devchat
  start_azurite "$work"
  mapfile -t settings < <(store_settings)
  start_host "$work" "$1" "${settings[@]}"
}

pause() {
  kill -STOP "$(<"$work/$1.pid")"
}

resume() {
  [[ ! -f $work/$1.pid ]] || kill -CONT "$(<"$work/$1.pid")" 2>/dev/null || true
}

# drive KIND NAME PORT SHAPE: one run of the driver; the last line is JSON.
drive() {
  local pid
  pid=$(<"$work/$2.pid")
  resume "$2"
  # shellcheck disable=SC2086 # The shape has several arguments.
  (cd "$work/driver" && node driver.mjs --kind "$1" --base "http://127.0.0.1:$3" --pid "$pid" --seconds "$seconds" $4) |
    tail -n 1
  pause "$2"
}

# round NUMBER: each shape on each server. Round 0 is the warm-up.
round() {
  local shape
  for shape in "${shapes[@]}"; do
    drive express express "$express_port" "$shape" | note "$1"
    drive devchat host "$HOST_PORT" "$shape" | note "$1"
  done
}

# note ROUND: keeps a line of the driver for the table, except that of the warm-up, and shows it.
note() {
  local line
  read -r line
  echo "round $1: $line"
  [[ $1 = 0 ]] || echo "$line" >>"$work/rounds.jsonl"
}

need node nodejs
dll=$(host_dll "$work")
copy_baseline
mkdir "$work/stores"
stores=$("$work/services.sh" start "$work/stores")
# shellcheck disable=SC2086 # One NAME=VALUE per word.
start_express $stores
pause express
start_devchat "$dll"
pause host
for number in $(seq 0 "$rounds"); do
  round "$number"
done
node "$(dirname "${BASH_SOURCE[0]}")/ratios.mjs" "$work/rounds.jsonl"
