#!/usr/bin/env bash
# Lets wapiti and sqlmap loose on the built app, signed out, waiting and signed in; "attack.sh quick" tries less of each.
# Ends with what was found and is not explained (explained.tsv), and with 1 when there is any. The README says more.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
app=$here/../../BlazorSessions.App/bin/Release/net10.0/BlazorSessions.App.dll
dbms=${DBMS:-SQLite} # PostgreSQL: with Database__Provider and ConnectionStrings__PostgreSql in the environment

case "${1:-}" in
  "") levels=(2 5) module_time=120 target_time=300 minutes=20 ;;
  quick) levels=(2) module_time=20 target_time=60 minutes=5 ;;
  *) echo "usage: attack.sh [quick]" >&2; exit 2 ;;
esac

missing=()
for tool in curl wapiti sqlmap; do [ -x "/usr/bin/$tool" ] || missing+=("$tool"); done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "== installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ -f "$app" ] || dotnet build "$here/../../BlazorSessions.App" -c Release --nologo -v quiet

out=$(mktemp -d)
echo "== results in $out"
mkdir "$out/wapiti" "$out/sqlmap" "$out/data"
cd "$out" # whatever a tool leaves behind
started=()
set -m # what is started is a group of its own, and stops with all that it started
stop() { exec 2>/dev/null; for id in "${started[@]}"; do kill -- "-$id" 2>/dev/null || true; done; wait; }
trap stop EXIT
trap 'exit 1' INT TERM

free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

declare -A door
for label in plain out waiting in sqlmap-out sqlmap-waiting sqlmap-in callback; do door[$label]=$(free_port); done
port=$(free_port)
url=http://127.0.0.1:$port
RateLimits__Enabled=false PasswordHashing__MemoryKiB=7168 PasswordHashing__Iterations=1 Approvals__Lifetime=00:10:00 \
  Keys__File="$out/data/keys" ConnectionStrings__Sqlite="Data Source=$out/data/attacked.db" \
  dotnet "$app" --urls "$url" >"$out/app.log" 2>&1 &
pid=$!
started+=("$pid")
/usr/bin/python3 "$here/door.py" "$port" "$out/requests.tsv" $(for label in "${!door[@]}"; do echo "$label=${door[$label]}"; done) >"$out/door.log" 2>&1 &
started+=("$!")
curl -fs -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused "$url/health/ready"

. "$here/accounts.sh"
. "$here/targets.sh"

bound() { # the time that one may take: so many seconds, and no more than is left
  local left=$((end - $(date +%s)))
  echo $((left < $1 ? left : $1))
}

scan() { # state, modules: each in a process of its own, so that its time can be bounded, on what "crawl" found
  local state=$1 modules=(${2//,/ }) at=http://127.0.0.1:${door[$1]} module cookies=() what log time
  [ ! -f "$out/$state.json" ] || cookies=(-c "$out/$state.json")
  for module in "${modules[@]}"; do
    case "$module" in
      crawl*) what=(-m "$(tr + , <<<"${module#crawl}")") time=$(bound 300) ;;
      *) what=(--skip-crawl -m "${module//+/,}") time=$(bound "$module_time") ;;
    esac
    log=$out/wapiti/$state-$module
    [ "$time" -gt 0 ] || { echo "no time left" >"$log.log"; continue; }
    HTTPS_PROXY=http://127.0.0.1:1 timeout --foreground -k 10 "$(bound $((2 * time)))" wapiti -u "$at/" $(starts "$state" "$at") "${cookies[@]}" \
      "${what[@]}" --scope folder -t 20 -v 1 --max-scan-time "$time" --max-attack-time "$time" --no-bugreport \
      --endpoint "http://127.0.0.1:${door[callback]}/" --store-session "$out/wapiti/$state" --store-config "$out/wapiti" \
      -f json -o "$log.json" >"$log.log" 2>&1 </dev/null || true
  done
}

inject() { # the name of a request file, and how much to try
  local request=$out/sqlmap/$1 log=$out/sqlmap/$1-$2 only time
  only=(-p "$(cat "$request.parameters")")
  ! grep -q '\*' "$request.parameters" || only=() # marked in the address itself
  time=$(bound "$target_time")
  [ "$time" -gt 0 ] || { echo "no time left" >"$log.log"; return; }
  timeout --foreground -k 10 "$time" sqlmap -r "$request.http" "${only[@]}" --batch --ignore-stdin --ignore-code 404 --answers="resend=N" --dbms "$dbms" \
    --level "$2" --risk 3 --timeout 60 --disable-coloring --output-dir "$log" >"$log.log" 2>&1 </dev/null || true
}

everything=sql,xss+permanentxss,redirect,crlf,csrf,ssrf,xxe,exec,file,shellshock,htaccess,methods,backup,blindsql

end=$(($(date +%s) + minutes * 60))
echo "== looking round"
{
  scan plain crawl+csp+http_headers+cookieflags # at once: what it is given as a new visitor is not kept between two
  for state in in waiting out; do scan "$state" crawl & done
  wait
} &
started+=("$!")
wait "$!"

echo "== attacking"
scan out "$everything,brute_login_form,buster" &
scans=("$!")
scan in "$everything" &
scans+=("$!")
scan waiting "$everything" &
scans+=("$!")
export -f inject bound
export out dbms target_time end
for level in "${levels[@]}"; do printf "%s $level\n" "${targets[@]}"; done >"$out/tries"
xargs -P 3 -I{} bash -c 'inject {}' <"$out/tries" &
scans+=("$!")
started+=("${scans[@]}")
wait "${scans[@]}"

/usr/bin/python3 "$here/findings.py" "$out" "$pid" "$url" "$(cookies ann)"
