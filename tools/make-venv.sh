#!/bin/sh
# Makes the virtual environment $1 with the first Python of version 3.11 or newer that is found.
# Debian keeps a part of Python in a package of its own; it is installed where that is allowed.
set -eu

for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$name
    break
  fi
done
if [ -z "${python:-}" ]; then
  echo "Python 3.11 or newer is needed and was not found. Install it, or set PYTHON to its path." >&2
  exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
  else
    echo "$python has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv "$1"
