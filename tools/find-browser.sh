#!/bin/sh
# Sees to it that the tests find browsers; $1 is the bin folder of the virtual environment, and
# after it stand those that are needed: chromium, firefox, webkit. Uses installed ones, else gets
# them, else fails and says what to do.
set -eu

bin=$1
shift
for browser; do
  case $browser in
    chromium) module=tests.browser.chrome packages="chromium chromium-headless-shell" ;;
    firefox) module=tests.engines.firefox packages=firefox-esr ;;
    webkit) module=tests.engines.webkit packages="gir1.2-webkit2-4.1 python3-gi xvfb" ;;
  esac
  "$bin/python" -m "$module" 2>/dev/null && continue
  echo "Getting $browser for the tests …"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086 # the packages are words
    apt-get update -qq && apt-get install -y -qq $packages >/dev/null || true
  fi
  "$bin/python" -m "$module" 2>/dev/null && continue
  [ "$browser" = chromium ] && "$bin/playwright" install chromium && continue
  "$bin/python" -m "$module"
done
