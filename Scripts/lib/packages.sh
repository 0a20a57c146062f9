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

# Installs what Scripts/browser needs: Chromium, its driver, Chinese fonts, and axe-core from the Python package index.
# Sets `browser`, `driver`, `python` and `axe`, or ends with 75 or 77 and says what is missing.
install_browser() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v chromedriver >/dev/null || missing+=(chromium-driver)
  fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  install_packages "${missing[@]}"
  browser=$(command -v chromium) && driver=$(command -v chromedriver) || fail 75 "no chromium on the PATH after installing it"
  local folder=$PWD/.build/axe
  python=$folder/bin/python
  axe=$folder/axe.min.js
  [ ! -f "$axe" ] || return 0
  rm -rf "$folder"
  python3 -m venv "$folder" && timeout 300 "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --require-hashes --no-compile -r Scripts/browser.d/requirements.txt >&2 ||
    fail 75 "axe-core could not be had from the Python package index"
  cp "$folder"/lib/python3*/site-packages/axe_playwright_python/axe.min.js "$axe"
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

# Installs programs that a script needs beyond the build, by the names of their Debian packages; what is there is left alone.
install_tools() {
  local missing=() tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || [ -x "/usr/sbin/$tool" ] || missing+=("$tool")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "not installed, must be root on Debian: ${missing[*]}; rows that need them count as not held"
    return 0
  fi
  env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 &&
    env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${missing[@]}" >&2 ||
    say "could not be installed: ${missing[*]}"
}
