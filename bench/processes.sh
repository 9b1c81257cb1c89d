# Functions for the scripts in this folder: the processes of a run, all of them on loopback. Each process writes
# DIR/NAME.log and DIR/NAME.pid. The ports are variables, so that two runs can be on one machine.

: "${HOST_PORT:=17071}" "${POSTGRES_PORT:=15432}" "${REDIS_PORT:=16379}" "${AZURITE_PORT:=20100}"
azurite_version=3.37.0
# The published key of Azurite.
azurite_key=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==

# launch DIR NAME COMMAND...: starts a process in the background, whose pid is that of the command itself.
launch() {
  local dir=$1 name=$2
  shift 2
  (exec "$@" </dev/null >"$dir/$name.log" 2>&1) &
  echo $! >"$dir/$name.pid"
}

# halt DIR NAME: ends a process and waits for its end. Does nothing if it does not run.
halt() {
  local file=$1/$2.pid pid
  [[ -f $file ]] || return 0
  pid=$(<"$file")
  kill "$pid" 2>/dev/null || true
  for _ in {1..150}; do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$file"
}

# wait_for DIR NAME COMMAND...: until the command succeeds. Shows the log if the process ends or 30 s are over.
wait_for() {
  local dir=$1 name=$2
  shift 2
  for _ in {1..300}; do
    "$@" >/dev/null 2>&1 && return
    kill -0 "$(<"$dir/$name.pid")" 2>/dev/null || break
    sleep 0.1
  done
  echo "$name did not start:" >&2
  tail -n 20 "$dir/$name.log" >&2
  return 1
}

# listens PORT: whether a process listens at the port of this machine.
listens() {
  (: <>"/dev/tcp/127.0.0.1/$1")
}

# need PROGRAM PACKAGE
need() {
  [[ -x $(command -v "$1") ]] || { echo "$1 is missing: install the package $2." >&2; exit 1; }
}

postgres_bin() {
  { ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort --version-sort | tail -n 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [[ $(id -u) = 0 ]]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}

start_postgres() {
  local dir=$1/postgres bin
  bin=$(postgres_bin)
  need "$bin/initdb" postgresql
  mkdir -p "$dir"
  [[ $(id -u) != 0 ]] || chown 65534:65534 "$dir"
  [[ -f $dir/PG_VERSION ]] || as_postgres "$bin/initdb" -D "$dir" -U devchat --auth=trust -E UTF8 >/dev/null
  as_postgres "$bin/pg_ctl" -D "$dir" -l "$dir/log" -w start >/dev/null -o "-p $POSTGRES_PORT \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=256MB -c max_connections=200"
}

stop_postgres() {
  [[ ! -f $1/postgres/postmaster.pid ]] || as_postgres "$(postgres_bin)/pg_ctl" -D "$1/postgres" -m fast -w stop >/dev/null
}

# create_database NAME: on the PostgreSQL at $POSTGRES_PORT, if it is not there.
create_database() {
  local at=(--host 127.0.0.1 --port "$POSTGRES_PORT" --username devchat) bin
  bin=$(postgres_bin)
  "$bin/psql" "${at[@]}" --dbname postgres --tuples-only --command "select 1 from pg_database where datname = '$1'" |
    grep --quiet 1 || "$bin/createdb" "${at[@]}" "$1"
}

start_redis() {
  need redis-server redis-server
  launch "$1" redis redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --save '' --appendonly no --dir "$1"
  wait_for "$1" redis listens "$REDIS_PORT"
}

# Installs Azurite into DIR at the first start.
start_azurite() {
  need npm npm
  [[ -d $1/azurite/node_modules ]] ||
    npm install --prefix "$1/azurite" --no-audit --no-fund --silent "azurite@$azurite_version" >/dev/null
  launch "$1" azurite env --chdir "$1/azurite" node node_modules/azurite/dist/src/azurite.js --silent \
    --skipApiVersionCheck --inMemoryPersistence --blobPort "$AZURITE_PORT" --queuePort $((AZURITE_PORT + 1)) \
    --tablePort $((AZURITE_PORT + 2))
  wait_for "$1" azurite listens $((AZURITE_PORT + 1))
}

# store_settings: the connection strings as lines NAME=VALUE. The pool has the size that deployments have.
store_settings() {
  local at=http://127.0.0.1 account=devstoreaccount1
  echo "ConnectionStrings__Postgres=Host=127.0.0.1;Port=$POSTGRES_PORT;Database=devchat;Username=devchat;Maximum Pool Size=40"
  echo "ConnectionStrings__Redis=127.0.0.1:$REDIS_PORT"
  echo "AzureWebJobsStorage=DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$azurite_key;$(
    echo "BlobEndpoint=$at:$AZURITE_PORT/$account;QueueEndpoint=$at:$((AZURITE_PORT + 1))/$account"
  )"
}

# All requests of a run come from one address, and from few users.
raised_limits() {
  local limit
  for limit in LoginPerAccount LoginPerAccountEverywhere LoginPerAddress RegisterPerAccount RegisterPerAddress \
    SendPerUser InvitesPerUser RenamesPerUser ConnectPerUser RequestsPerUser RequestsPerAddress; do
    echo "RateLimits__$limit=1000000"
  done
}

# host_dll DIR: publishes the host into DIR as it is deployed, and prints its path.
host_dll() {
  local project
  project=$(dirname "${BASH_SOURCE[0]}")/../DevChat.Host
  need dotnet dotnet-sdk-10.0
  dotnet publish "$project" --use-current-runtime --configuration Release --output "$1/host" >&2
  realpath "$1/host/DevChat.Host.dll"
}

# signing_secret DIR: the same at each start, so that tokens stay valid.
signing_secret() {
  [[ -f $1/signing-secret ]] || (umask 077 && head -c 48 /dev/urandom | base64 --wrap 0 >"$1/signing-secret")
  cat "$1/signing-secret"
}

# start_host DIR DLL [SETTING=VALUE]...: starts DevChat.Host and waits until it is ready.
start_host() {
  local dir=$1 dll=$2 settings
  shift 2
  mapfile -t settings < <(raised_limits)
  launch "$dir" host env DOTNET_ENVIRONMENT=Production "Jwt__Secret=$(signing_secret "$dir")" \
    "${settings[@]}" "$@" dotnet "$dll" --urls "http://127.0.0.1:$HOST_PORT"
  wait_for "$dir" host curl --silent --fail "http://127.0.0.1:$HOST_PORT/api/health/ready"
}
