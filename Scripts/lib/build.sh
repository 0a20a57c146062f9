# Sourced by the scripts: the release build, made only when it is older than the sources.
# shellcheck shell=bash

# Sets `fairshare` to the release program of this checkout.
build_release() {
  fairshare=$PWD/.build/release/fairshare
  if [ -x "$fairshare" ] && [ -z "$(find Package.swift Sources SQL -newer "$fairshare" -type f -print -quit)" ]; then
    return
  fi
  local started=$SECONDS log
  mkdir -p .build/logs
  log=.build/logs/release.log
  [ -x "$fairshare" ] && say "building (release)" || say "building (release): the first build takes some minutes"
  swift build -c release --product fairshare --explicit-target-dependency-import-check error >"$log" 2>&1 &
  local build=$!
  while kill -0 "$build" 2>/dev/null; do
    sleep 1
    # A sign of life, or the user thinks it hangs.
    [ $(((SECONDS - started) % 20)) -ne 19 ] || say "  $((SECONDS - started)) s  $(tail -c 200 "$log" | tail -n 1 | cut -c 1-70)"
  done
  if ! wait "$build"; then
    tail -n 40 "$log" >&2
    fail 70 "the build failed; see $log"
  fi
  # SwiftPM leaves a program untouched that did not change: without this, every call would build again.
  touch "$fairshare"
  say "built in $((SECONDS - started)) s"
}
