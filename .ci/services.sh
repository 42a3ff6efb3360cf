# Starts what the tests talk to and exports where it is: NFLOW_TEST_POSTGRES, NFLOW_TEST_REDIS, NFLOW_TEST_SMTP.
# Meant to be sourced (`. .ci/services.sh`); run as a program it prints the exports. Again and again is safe:
# a server that still answers is used as it is. Also installs the tools that tests run (bubblewrap, systemd-analyze). Everything lives under ${NFLOW_TEST_SERVICES:-/tmp/nflow-test-services}.

nflow_services_dir=${NFLOW_TEST_SERVICES:-/tmp/nflow-test-services}

nflow_free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# $1 = package; Debian's, and only when its program is missing
nflow_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1" >&2 ||
    { apt-get update >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1" >&2; }
}

# The server refuses to run as root.
nflow_as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

nflow_start_postgres() {
  local bin data port
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
    nflow_install postgresql || return 1
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  fi

  data=$nflow_services_dir/postgres
  if [ -s "$data/port" ] && "$bin/pg_isready" -q -h 127.0.0.1 -p "$(cat "$data/port")"; then
    port=$(cat "$data/port")
  else
    rm -rf "$data"
    mkdir -p "$data"
    echo nflow-test >"$data/password"
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$data"; fi
    chmod 755 "$nflow_services_dir"
    nflow_as_postgres "$bin/initdb" -D "$data/cluster" -U nflow --auth=scram-sha-256 --pwfile="$data/password" -E UTF8 --locale=C.UTF-8 >"$data.log" 2>&1 || { cat "$data.log" >&2; return 1; }
    port=$(nflow_free_port)
    # Nothing here outlives the tests, so nothing waits for the disk.
    nflow_as_postgres "$bin/pg_ctl" -D "$data/cluster" -l "$data/server.log" -w -t 60 \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$data -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start >"$data.log" 2>&1 ||
      { cat "$data.log" "$data/server.log" >&2; return 1; }
    echo "$port" >"$data/port"
  fi

  export NFLOW_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=nflow;Password=nflow-test;Database=postgres"
}

nflow_start_redis() {
  local data port
  command -v redis-server >/dev/null || nflow_install redis-server || return 1

  data=$nflow_services_dir/redis
  if [ -s "$data/port" ] && [ "$(redis-cli -h 127.0.0.1 -p "$(cat "$data/port")" ping 2>/dev/null)" = PONG ]; then
    port=$(cat "$data/port")
  else
    rm -rf "$data"
    mkdir -p "$data"
    port=$(nflow_free_port)
    redis-server --bind 127.0.0.1 --port "$port" --dir "$data" --save "" --appendonly no --daemonize yes \
      --pidfile "$data/redis.pid" --logfile "$data/redis.log" >/dev/null || return 1
    for _ in $(seq 100); do
      [ "$(redis-cli -h 127.0.0.1 -p "$port" ping 2>/dev/null)" = PONG ] && break
      sleep 0.1
    done
    echo "$port" >"$data/port"
  fi

  export NFLOW_TEST_REDIS="127.0.0.1:$port"
}

# $1 = port; whether an SMTP server greets there
nflow_smtp_greets() {
  /usr/bin/python3 -c 'import socket, sys; sys.exit(not socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5).recv(4).startswith(b"220"))' "$1" 2>/dev/null
}

nflow_start_smtp() {
  local data port here
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || nflow_install python3-aiosmtpd || return 1
  command -v openssl >/dev/null || nflow_install openssl || return 1

  data=$nflow_services_dir/smtp
  if [ -s "$data/port" ] && nflow_smtp_greets "$(cat "$data/port")"; then
    port=$(cat "$data/port")
  else
    rm -rf "$data"
    mkdir -p "$data"
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
      -keyout "$data/key.pem" -out "$data/cert.pem" 2>/dev/null || return 1
    port=$(nflow_free_port)
    setsid /usr/bin/python3 "$here/smtp.py" "$data" "$port" >"$data.log" 2>&1 </dev/null &
    for _ in $(seq 100); do
      nflow_smtp_greets "$port" && break
      sleep 0.1
    done
    nflow_smtp_greets "$port" || { cat "$data.log" >&2; return 1; }
    echo "$port" >"$data/port"
  fi

  export NFLOW_TEST_SMTP="Host=127.0.0.1;Port=$port;User=nflow@test.local;Password=nflow-test;Folder=$data"
}

# What starts a container image without a container engine, and what checks the systemd unit.
nflow_install_tools() {
  command -v bwrap >/dev/null || nflow_install bubblewrap || return 1
  command -v systemd-analyze >/dev/null || nflow_install systemd || return 1
}

mkdir -p "$nflow_services_dir"
exec 8>"$nflow_services_dir/lock"
flock 8 # two test runs starting at once share one server
nflow_start_postgres 8>&- || { echo "services.sh: PostgreSQL did not start" >&2; return 1 2>/dev/null || exit 1; }
nflow_start_redis 8>&- || { echo "services.sh: Redis did not start" >&2; return 1 2>/dev/null || exit 1; }
nflow_start_smtp 8>&- || { echo "services.sh: the SMTP server did not start" >&2; return 1 2>/dev/null || exit 1; }
nflow_install_tools 8>&- || { echo "services.sh: bubblewrap and systemd-analyze could not be installed" >&2; return 1 2>/dev/null || exit 1; }
exec 8>&-

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  echo "export NFLOW_TEST_POSTGRES='$NFLOW_TEST_POSTGRES'"
  echo "export NFLOW_TEST_REDIS='$NFLOW_TEST_REDIS'"
  echo "export NFLOW_TEST_SMTP='$NFLOW_TEST_SMTP'"
fi
