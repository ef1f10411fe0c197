#!/usr/bin/env bash
# Brings what the tests in a real browser need: Chromium, Playwright for Python, axe-core.
# Never fails: what cannot be had here is named, and the tests that need it are skipped.
# Usage: tests/browser/setup.sh PYTHON
cd "$(dirname "$0")" || exit 0
python=${1:-python3}
missing=()

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    { apt-get install -qq -y chromium || { apt-get update -qq && apt-get install -qq -y chromium; }; } >/dev/null 2>&1 \
      || missing+=(Chromium)
  else
    missing+=(Chromium)
  fi
fi
"$python" -m pip install --quiet "playwright>=1.45" >/dev/null 2>&1 || missing+=("Playwright for Python")
if [ ! -f node_modules/axe-core/axe.min.js ]; then
  npm ci --silent --no-audit --no-fund >/dev/null 2>&1 || missing+=(axe-core)
fi
if [ ${#missing[@]} -gt 0 ]; then
  printf 'not here, so tests in the browser that need it are skipped: %s\n' "${missing[*]}"
fi
exit 0
