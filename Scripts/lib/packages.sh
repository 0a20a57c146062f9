# Sourced by the scripts: finds out what this machine lacks and installs exactly that.
# shellcheck shell=bash

# Says something to the user; standard output stays for results.
say() { printf '%s\n' "$*" >&2; }

# Ends the script with an exit status and a message that names the way out.
fail() {
  local status=$1
  shift
  say "error: $*"
  exit "$status"
}

has_libpq() {
  local header
  for header in "$(pg_config --includedir 2>/dev/null)/libpq-fe.h" /usr/include/postgresql/libpq-fe.h; do
    [ -f "$header" ] && return 0
  done
  return 1
}

has_workbooks() { [ -f /usr/include/xlsxwriter.h ] || [ -f /usr/local/include/xlsxwriter.h ]; }

has_server() {
  local program
  for program in /usr/lib/postgresql/*/bin/initdb "$(pg_config --bindir 2>/dev/null)/initdb"; do
    [ -x "$program" ] && return 0
  done
  command -v initdb >/dev/null
}

# Installs libpq-dev, libxlsxwriter-dev and postgresql when they are missing, and nothing else.
install_missing() {
  command -v swift >/dev/null || fail 78 "swift is not on the PATH; see https://www.swift.org/install"
  local missing=()
  has_libpq || missing+=(libpq-dev)
  has_workbooks || missing+=(libxlsxwriter-dev)
  has_server || missing+=(postgresql)
  install_packages "${missing[@]}"
  find_pkg_config_files
}

# Installs Debian packages, or says what an administrator must do; nothing for an empty list.
install_packages() {
  [ $# -gt 0 ] || return 0
  local command="apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null || fail 78 "missing, by the names that Debian gives them: $*"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } ||
      fail 77 "missing: $*. As an administrator run: $command"
    as_root=(sudo)
  fi
  say "installing $*"
  local quiet=(-qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" update >&2 ||
    fail 75 "apt-get update failed; nothing was installed"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${quiet[@]}" install -y --no-install-recommends "$@" >&2 ||
    fail 75 "this failed: $command"
}

# Without the program pkg-config SwiftPM does not look into Debian's folder for this architecture.
find_pkg_config_files() {
  command -v pkg-config >/dev/null && return
  local file
  for file in /usr/lib/*/pkgconfig/libpq.pc; do
    [ -f "$file" ] && export PKG_CONFIG_PATH="${file%/*}${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
  done
}
