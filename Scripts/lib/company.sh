# Sourced by the benchmarks: a private PostgreSQL with durable settings, and a company drawn inside it.
# shellcheck shell=bash

# Starts the server and points libpq at it; it ends with the script. Sets `folder`, which stays when `keep` is yes.
# A server of its own: the demo's is not durable, and a benchmark of undurable writes would flatter.
start_durable_server() {
  local bin
  bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
  folder=$(mktemp -d /tmp/fairshare-bench.XXXXXX)
  as_server=()
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as_server=(setpriv --reuid=postgres --regid=postgres --init-groups)
  fi
  pg_ctl="$bin/pg_ctl"
  trap end_durable_server EXIT
  "${as_server[@]}" "$bin/initdb" --no-sync -A trust -U bench -E UTF8 --locale=C.UTF-8 -D "$folder/data" >/dev/null
  chmod 711 "$folder"
  "${as_server[@]}" "$pg_ctl" -D "$folder/data" -l "$folder/log" -w start -o "-k $folder -c listen_addresses='' \
    -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=512MB -c max_wal_size=8GB -c autovacuum=off" >/dev/null
  local name
  for name in ${!PG@}; do unset "$name"; done
  export PGHOST=$folder PGUSER=bench PGDATABASE=postgres LC_ALL=C.UTF-8
}

end_durable_server() {
  if [ "$keep" = yes ]; then
    say "kept: $folder (PGHOST=$folder PGUSER=bench PGDATABASE=postgres; it runs until: $pg_ctl -D $folder/data stop)"
    return
  fi
  "${as_server[@]}" "$pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}

# Draws 2026Q3: people and goals in per cent of 20,000 people, 2,000 teams and 8,000 key results; acts in per cent of 2 million
# tasks, 3 million assignees and 6 million reviews.
draw_company() {
  local goals=$1 acts=$2
  say "drawing the company"
  "$fairshare" migrate >/dev/null
  psql -X -q -v ON_ERROR_STOP=1 -v people="$((200 * goals))" -v teams="$((20 * goals))" -v key_results="$((80 * goals))" \
    -v tasks="$((20000 * acts))" -v assignees="$((30000 * acts))" -v reviews="$((60000 * acts))" -f Scripts/bench.d/company.sql
}

now() { date +%s.%N; }
since() { echo "$(now) $1" | awk '{ printf "%.2f", $1 - $2 }'; }
ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$1"; }
