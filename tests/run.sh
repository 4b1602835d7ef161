#!/usr/bin/env bash
# Installs what the tests need where it is missing, builds everything, runs every suite.
# Usage: tests/run.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# mosquitto is the broker that most people have, so the program is tested against it; mosquitto-clients hear what it sends without our own code;
# openssl makes certificates for the tests of TLS; chromium shows the web page.
missing=()
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: install it first." >&2; exit 1; }
[ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null || missing+=(mosquitto)
command -v mosquitto_sub >/dev/null || missing+=(mosquitto-clients)
command -v openssl >/dev/null || missing+=(openssl)
[ -x /usr/bin/chromium ] || missing+=(chromium)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Installing ${missing[*]}"
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

dotnet build tests/TWCManager.slnx -c Release -v quiet -nologo

passed=0
failed=0
skipped=0
status=0
for suite in TWCManager.Core.Tests TWCManager.System.Tests; do
  echo "== $suite"
  log=$(mktemp)
  dotnet "artifacts/bin/$suite/release/$suite.dll" -noColor -nologo 2>&1 | tee "$log" || status=1
  # The runner's own closing line: "Total: 12, Errors: 0, Failed: 0, Skipped: 0, ..."
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
  rm -f "$log"
  if [[ "$line" =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
    bad=$((BASH_REMATCH[2] + BASH_REMATCH[3]))
    skipped=$((skipped + BASH_REMATCH[4]))
    failed=$((failed + bad))
    passed=$((passed + BASH_REMATCH[1] - bad - BASH_REMATCH[4]))
  else
    echo "$suite ended without a result" >&2
    failed=$((failed + 1))
  fi
done

[ "$failed" = 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
