#!/usr/bin/env bash
# Runs every test; "./test.sh quick" leaves out the browsers, the crowds, the faults, the random commands and the format.
# Needs the .NET SDK and nothing else: PostgreSQL 15, nginx, Chromium, Firefox, WebKitGTK with its driver, and Xvfb for its
# windows are installed when they are missing (Debian, root).
set -euo pipefail
cd "$(dirname "$0")"

case "${1:-}" in
  "") filter=() ;;
  quick) filter=(-trait- speed=slow) ;;
  *) echo "usage: ./test.sh [quick]" >&2; exit 2 ;;
esac

missing=()
[ -x "${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}/postgres" ] || missing+=(postgresql-15)
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
[ -x "${FIREFOX:-/usr/bin/firefox-esr}" ] || missing+=(firefox-esr)
[ -x "${WEBKIT_DRIVER:-/usr/bin/WebKitWebDriver}" ] || missing+=(webkit2gtk-driver)
[ -x "${XVFB:-/usr/bin/Xvfb}" ] || missing+=(xvfb)
[ -x "${NGINX:-/usr/sbin/nginx}" ] || missing+=(nginx-light)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "== installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

echo "== building (Release, warnings are errors)"
dotnet build BlazorSessions.sln -c Release --nologo -v quiet

unformatted=0
if [ "${#filter[@]}" -eq 0 ]; then
  echo "== looking at the format"
  dotnet format BlazorSessions.sln --verify-no-changes --no-restore || unformatted=1
fi

echo "== testing"
export DOTNET_TieredPGO=0 # what runs for seconds alone is not worth being measured while it does
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet BlazorSessions.Tests/bin/Release/net10.0/BlazorSessions.Tests.dll -noColor -showLiveOutput -reporter verbose "${filter[@]}" \
  | grep --line-buffered -v ' \[STARTING\]' | tee "$log" || status=$?

# The runner's summary: "Total: 12, Errors: 0, Failed: 1, Skipped: 0, …". What did not run has not passed.
read -r total errors failed skipped < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' "$log" | tail -n 1) \
  || { echo "0 passed, 1 failed"; exit 1; }
bad=$((errors + failed + skipped + unformatted))
[ "$total" -gt 0 ] || bad=1
[ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1

if [ "$bad" -gt 0 ]; then # said again at the end, where it is looked for: each with the first 40 lines it said
  echo "== what failed"
  awk '!/^     / { said = / \[(FAIL|SKIP|NOT RUN)\]/ ? 40 : 0 } said-- > 0' "$log"
fi
echo "$((total - failed - skipped)) passed, $bad failed"
[ "$bad" -eq 0 ]
