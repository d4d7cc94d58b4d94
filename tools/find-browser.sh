#!/bin/sh
# Sees to it that the browser tests find Chrome or Chromium; $1 is the bin folder of the virtual
# environment. Uses an installed one, else gets one, else fails and says what to do.
set -eu

"$1/python" -m tests.browser.chrome && exit 0

echo "Getting a browser for the tests …"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$1/playwright" install chromium && exit 0
echo "The browser tests need Chrome or Chromium. Install one, or set CHROMIUM to its path." >&2
exit 1
