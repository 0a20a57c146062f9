# Sourced by the scripts: a private PostgreSQL for as long as the script runs.
# shellcheck shell=bash

# Forgets where the caller's databases are: a script must never reach one of them by accident.
forget_databases() {
  local name
  for name in ${!PG@}; do unset "$name"; done
}

# Starts a server and exports the variables with which psql and fairshare reach it. It ends with this script,
# however that ends: its standard input closes then.
start_server() {
  forget_databases
  coproc SERVER { exec "$fairshare" demo --server-only; }
  local line
  while read -r line <&"${SERVER[0]}"; do
    [ "$line" = ready ] && return
    export "${line?}"
  done
  fail 75 "the private server did not start"
}

# Ends it and waits, so that no folder is left when the script returns.
stop_server() {
  local pid=${SERVER_PID:-}
  [ -n "$pid" ] || return 0
  exec {SERVER[1]}>&-
  wait "$pid" || true
}
