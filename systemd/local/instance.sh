# shellcheck shell=bash
# One private installation in one folder, without systemd: the same programs,
# sockets and files as in production, under one unix user.  Used alike by
# `make run`, the tests, the benchmark and the chaos run.
#
#     . systemd/local/instance.sh
#     instance_open var/test 8180     which folder and port the rest is about
#     instance_make                   folders, keys, settings, database files
#     instance_start                  database, schema and data, workers, jobd, nginx
#     instance_watch                  starts again what ends, until a signal
#     instance_stop                   everything, database last; data stays
#
# FOLDER/conf    settings of each program        FOLDER/keys  passwords and keys, 0700
# FOLDER/db      MariaDB's files                 FOLDER/sock  unix sockets
# FOLDER/log     one file a program              FOLDER/pid   "pid start-time" a program
# FOLDER/nginx   its temporary files and cache
# FOLDER/backup  made by systemd/backup/, when somebody asks for it
# FOLDER/proof   published roots                 FOLDER/proof-seen  roots that the proof has seen
#
# Every process leads a process group of its own and is known by pid and start
# time, so nothing is ever ended by name and a reused pid is not mistaken.

instance_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
instance_build=${MADOGUCHI_BUILD:-$instance_root/build${SAN:+-san}}
instance_workers="people sales till settlement office"
instance_accounts="migrate madoctl jobd backup proof $instance_workers"
instance_folder=
instance_port=

# Only programs built with sanitizers look at this; the tests of papers run without it.
instance_leaks="suppressions=$instance_root/tests/leaks:print_suppressions=0"

# Rates of nginx/limits: a test fires faster than any person.
: "${MADOGUCHI_SIGN_IN_RATE:=120r/m}" "${MADOGUCHI_GENERAL_RATE:=200r/s}"

instance_say() { printf '%s\n' "$*"; }
instance_fail() { printf '%s\n' "$*" >&2; return 1; }

# instance_open FOLDER PORT
instance_open() {
	mkdir -p "$1" || return 1
	instance_folder=$(cd "$1" && pwd)
	instance_port=$2
	instance_origin=${MADOGUCHI_ORIGIN:-http://127.0.0.1:$2}
	if [ ${#instance_folder} -gt 80 ]; then
		instance_fail "$instance_folder: too long, a unix socket's name holds 107 bytes"
	fi
}

# --- processes -------------------------------------------------------------

# instance_started PID: its start time, or nothing when it is gone or a zombie
instance_started() {
	local stat
	read -r stat 2>/dev/null < "/proc/$1/stat" || return 0
	# shellcheck disable=SC2086	# fields after the program's name
	set -- ${stat##*) }
	[ "$1" = Z ] || [ "$1" = X ] || echo "${20}"
}

# instance_pid NAME: prints the pid while that very process lives
instance_pid() {
	local pid time
	read -r pid time 2>/dev/null < "$instance_folder/pid/$1" || return 1
	[ "$(instance_started "$pid")" = "$time" ] && echo "$pid"
}

# instance_launch NAME COMMAND...
instance_launch() {
	local name=$1 log="$instance_folder/log/$1.log" pid time
	shift
	LSAN_OPTIONS=$instance_leaks setsid "$@" >> "$log" 2>&1 < /dev/null 9>&- &
	pid=$!
	disown "$pid"	# the shell says nothing when it ends
	time=$(instance_started "$pid")
	echo "$pid $time" > "$instance_folder/pid/$name"
}

# instance_until SECONDS COMMAND...: tries every 50 ms
instance_until() {
	local tries=$(($1 * 20))
	shift
	until "$@"; do
		[ $((tries -= 1)) -gt 0 ] || return 1
		sleep 0.05
	done
}

instance_gone() { ! instance_pid "$1" > /dev/null; }
instance_group_gone() { ! kill -0 -- "-$1" 2>/dev/null; }

# instance_end NAME SIGNAL: asks, waits half a minute, then insists
instance_end() {
	local file="$instance_folder/pid/$1" pid group status=0
	read -r group _ 2>/dev/null < "$file" || return 0
	if pid=$(instance_pid "$1"); then
		kill "-$2" "$pid" 2>/dev/null
		if ! instance_until 30 instance_gone "$1"; then
			instance_fail "$1 did not end within 30 s and was killed"
			status=1
		fi
	fi
	# children that outlived their parent, as after kill -9
	if ! instance_group_gone "$group"; then
		kill -KILL -- "-$group" 2>/dev/null
		instance_until 5 instance_group_gone "$group"
	fi
	rm -f "$file"
	return $status
}

# instance_log_tail NAME: the end of a log, for a failure's message
instance_log_tail() {
	local file="$instance_folder/log/$1.log"
	[ ! -s "$file" ] || { echo "--- the end of $file"; tail -n "${2:-20}" "$file"; } >&2
}

# --- making ----------------------------------------------------------------

instance_random() { od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }

# instance_secret FILE TEXT: written once, readable to the owner only
instance_secret() {
	[ -e "$1" ] || (umask 077 && printf '%s\n' "$2" > "$1")
}

instance_make_keys() {
	local keys="$instance_folder/keys" name
	for name in root $instance_accounts; do
		instance_secret "$keys/$name.password" "$(instance_random 24)"
	done
	instance_secret "$keys/master" "1 $(instance_random 32)"
	instance_secret "$keys/tablespace" "1;$(instance_random 32)"
	instance_secret "$keys/backup" "$(instance_random 32)"
	instance_secret "$keys/proof.key" "$(instance_random 32)"
	instance_make_accounts > "$keys/accounts.sql"
	(umask 077 && cat > "$instance_folder/conf/client.cnf") <<-END
	[client]
	socket = $instance_folder/sock/mariadb.sock
	user = root
	password = $(cat "$keys/root.password")
	END
}

# Run by the server at each start before it lets anyone in.
instance_make_accounts() {
	local name
	echo "SET SESSION sql_log_bin = 0;"
	echo "CREATE DATABASE IF NOT EXISTS madoguchi CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
	echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$(cat "$instance_folder/keys/root.password")';"
	for name in $instance_accounts; do
		echo "CREATE USER IF NOT EXISTS '$name'@'localhost';"
		echo "ALTER USER '$name'@'localhost' IDENTIFIED BY" \
		    "'$(cat "$instance_folder/keys/$name.password")';"
	done
	echo "GRANT ALL ON madoguchi.* TO 'migrate'@'localhost' WITH GRANT OPTION;"
	echo "GRANT RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR, REPLICATION SLAVE ON *.*" \
	    "TO 'backup'@'localhost';"
}

# Where systemd/local/plugin left the plugin that encrypts.
instance_plugins() {
	local folder=/usr/lib/mysql/plugin
	[ -e $folder/file_key_management.so ] || folder=$instance_root/var/plugin
	echo "$folder"
}

instance_make_database_settings() {
	local folder=$instance_folder
	cat <<-END
	[mariadbd]
	datadir = $folder/db
	socket = $folder/sock/mariadb.sock
	pid_file = $folder/db/mariadbd.pid
	tmpdir = $folder/tmp
	skip_networking = ON
	init_file = $folder/keys/accounts.sql
	plugin_dir = $(instance_plugins)
	plugin_load_add = file_key_management
	loose_file_key_management_filename = $folder/keys/tablespace
	innodb_buffer_pool_size = 256M
	innodb_buffer_pool_dump_at_shutdown = OFF
	innodb_buffer_pool_load_at_startup = OFF
	max_connections = 200
	END
	[ "$(id -u)" -ne 0 ] || echo "user = root"
	echo "!include $instance_root/sql/mariadb.cnf"
}

# instance_settings NAME: the settings file of a program
instance_settings() {
	local folder=$instance_folder
	cat <<-END
	municipality = 見本市
	origin = $instance_origin
	database_socket = $folder/sock/mariadb.sock
	database_name = madoguchi
	database_password_file = $folder/keys/%s.password
	master_key_file = $folder/keys/master
	proof_key_file = $folder/keys/proof.key
	proof_folder = $folder/proof
	proof_seen_folder = $folder/proof-seen
	pack_folder = $folder/packs
	text_folder = $instance_root/web/src/i18n
	push_socket = $folder/sock/push.sock
	mail_url =
	mail_from = madoguchi@example.jp
	mail_password_file =
	alarm_mail = kaikei@example.jp johosys@example.jp
	workers = ${MADOGUCHI_WORKERS:-2}
	metrics_folder = $folder/sock
	sample = yes
	sample_mailbox = yes
	sample_sign_in = yes
	sample_clock_shift_s = ${MADOGUCHI_CLOCK_SHIFT_S:-0}
	sample_faults = ${MADOGUCHI_FAULTS:-no}
	END
}

# What systemd/backup/ works with; FOLDER/backup stands for another machine's disk.
instance_backup_settings() {
	local folder=$instance_folder
	cat <<-END
	backup_folder = $folder/backup
	backup_key_file = $folder/keys/backup
	database_socket = $folder/sock/mariadb.sock
	database_account = backup
	database_password_file = $folder/keys/backup.password
	database_settings = $instance_root/sql/mariadb.cnf
	database_plugins = $(instance_plugins)
	tablespace_key_file = $folder/keys/tablespace
	master_key_file = $folder/keys/master
	madoguchi_settings = $folder/conf/madoctl.conf
	madoctl = $instance_build/madoctl
	keep_full = 7
	END
}

instance_make_nginx_settings() {
	local user='' files
	[ "$(id -u)" -ne 0 ] || user="user root;"
	files=$(ulimit -Hn)
	{ [ "$files" != unlimited ] && [ "$files" -lt 20000 ]; } || files=20000
	ln -sfn "$instance_root/nginx" "$instance_folder/conf/madoguchi"
	sed -e "s|@USER@|$user|" \
	    -e "s|@FOLDER@|$instance_folder|g" \
	    -e "s|@APP@|$instance_root/web/dist|g" \
	    -e "s|@LISTEN@|${MADOGUCHI_LISTEN:-127.0.0.1}:$instance_port|g" \
	    -e "s|@ORIGIN@|$instance_origin|g" \
	    -e "s|@FILES@|$files|g" \
	    -e "s|@CONNECTIONS@|$((files / 2 - 100))|g" \
	    -e "s|@SIGN_IN_RATE@|$MADOGUCHI_SIGN_IN_RATE|g" \
	    -e "s|@GENERAL_RATE@|$MADOGUCHI_GENERAL_RATE|g" \
	    "$instance_root/nginx/local.conf" > "$instance_folder/conf/nginx.conf"
}

instance_make_database() {
	local conf="$instance_folder/conf/mariadb.cnf" log="$instance_folder/log/install.log"
	[ ! -e "$instance_folder/db/mysql/db.frm" ] || return 0
	rm -rf "$instance_folder/db"
	grep -v '^init_file' "$conf" > "$instance_folder/conf/install.cnf"
	if ! mariadb-install-db --defaults-file="$instance_folder/conf/install.cnf" \
	    --datadir="$instance_folder/db" --plugin-dir="$(instance_plugins)" \
	    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve --force > "$log" 2>&1; then
		tail -n 20 "$log" >&2
		instance_fail "MariaDB's files could not be made"
		return 1
	fi
	rm -f "$instance_folder/conf/install.cnf"
}

# instance_make: everything that is not there yet; settings are written anew.
# A MariaDB that starts deletes the temporary tables it finds: no two share a folder for them.
instance_make() {
	local folder=$instance_folder name
	mkdir -p "$folder"/{conf,sock,log,pid,tmp,done,proof,proof-seen,packs} \
	    "$folder"/nginx/{client_body,proxy,fastcgi,uwsgi,scgi,cache} || return 1
	chmod 700 "$folder"
	mkdir -p -m 700 "$folder/keys"
	instance_make_keys
	chmod 600 "$folder"/keys/*
	instance_make_database_settings > "$folder/conf/mariadb.cnf"
	for name in madoctl jobd $instance_workers; do
		instance_settings "$name" > "$folder/conf/$name.conf"
	done
	instance_backup_settings > "$folder/conf/backup.conf"
	instance_make_nginx_settings
	instance_make_database
}

# --- starting --------------------------------------------------------------

instance_answers() {
	mariadb --defaults-file="$instance_folder/conf/client.cnf" -e 'DO 0' > /dev/null 2>&1
}
instance_answers_or_gone() { instance_answers || instance_gone mariadb; }
instance_socket_or_gone() { [ -S "$instance_folder/sock/$1.sock" ] || instance_gone "$1"; }
instance_port_taken() { (: < "/dev/tcp/127.0.0.1/$instance_port") 2>/dev/null; }

instance_start_mariadb() {
	rm -f "$instance_folder/sock/mariadb.sock"
	instance_launch mariadb /usr/sbin/mariadbd \
	    --defaults-file="$instance_folder/conf/mariadb.cnf"
	instance_until 120 instance_answers_or_gone
	if ! instance_answers; then
		instance_log_tail mariadb
		instance_fail "MariaDB did not start"
	fi
}

# The worker makes its socket; nginx connects to it.
instance_start_worker() {
	local name=$1
	[ -x "$instance_build/$name" ] || return 0
	rm -f "$instance_folder/sock/$name.sock"
	instance_launch "$name" "$instance_build/$name" \
	    -c "$instance_folder/conf/$name.conf" -s "$instance_folder/sock/$name.sock"
	instance_until 30 instance_socket_or_gone "$name"
	if instance_gone "$name"; then
		instance_log_tail "$name"
		instance_fail "$name did not start"
	fi
}

instance_start_jobd() {
	[ -x "$instance_build/jobd" ] || return 0
	instance_launch jobd "$instance_build/jobd" -c "$instance_folder/conf/jobd.conf"
}

instance_start_nginx() {
	rm -f "$instance_folder/sock/push.sock"
	instance_launch nginx /usr/sbin/nginx -p "$instance_folder/nginx" \
	    -e "$instance_folder/log/nginx.error.log" -c "$instance_folder/conf/nginx.conf"
	instance_until 10 instance_listens_or_gone
	if instance_gone nginx; then
		instance_log_tail nginx
		instance_log_tail nginx.error
		instance_fail "nginx did not start"
	fi
}
instance_listens_or_gone() { instance_port_taken || instance_gone nginx; }

# instance_run NAME: starts one program of the installation
instance_run() {
	case $1 in
	mariadb | nginx | jobd)	"instance_start_$1" ;;
	*)			instance_start_worker "$1" ;;
	esac
}

# Which programs of the list exist: a part of the tree can be tried alone.
instance_programs() {
	local name
	echo mariadb
	for name in $instance_workers jobd; do
		[ ! -x "$instance_build/$name" ] || echo "$name"
	done
	echo nginx
}

# instance_madoctl WORD...
instance_madoctl() {
	"$instance_build/madoctl" -c "$instance_folder/conf/madoctl.conf" "$@"
}

# instance_knows COMMAND: whether madoctl has it ("load banks")
instance_knows() {
	[ -x "$instance_build/madoctl" ] || return 1
	"$instance_build/madoctl" help 2>&1 | grep -q -E "^ *$1( |\$)"
}

# instance_step COMMAND ARGUMENT...: a command of madoctl, when it has it
instance_step() {
	local log="$instance_folder/log/madoctl.log" command=$1
	instance_knows "$command" || return 0
	shift
	# shellcheck disable=SC2086	# a command may be two words
	(cd "$instance_root" && instance_madoctl $command "$@") >> "$log" 2>&1 ||
	    { instance_log_tail madoctl; instance_fail "madoctl $command failed"; }
}

# instance_step_once COMMAND ARGUMENT...: not again in this installation
instance_step_once() {
	local stamp="$instance_folder/done/${1// /-}"
	! instance_knows "$1" || [ -e "$stamp" ] || { instance_step "$@" && : > "$stamp"; }
}

# Schema, grants and missing keys each time; reference and sample data once.
instance_fill() {
	instance_step migrate sql && instance_step "keys create" && instance_step "load roles" ||
	    return 1
	if instance_knows "load banks"; then
		"$instance_root/systemd/local/reference" || return 1
	fi
	instance_step_once "load banks" "$instance_root/var/reference" &&
	    instance_step_once "load people" && instance_step_once "load sample"
}

# Someone still uses the folder; leftovers of a dead owner are ended first.
instance_claim() {
	local name owner
	exec 9> "$instance_folder/lock"
	flock -n 9 || { instance_fail "$instance_folder is being started by another"; return 1; }
	if owner=$(instance_pid owner); then
		instance_fail "$instance_folder is running already (process $owner)"
		return 1
	fi
	for name in nginx $instance_workers jobd mariadb; do
		instance_end "$name" TERM || true
	done
	if instance_port_taken; then
		instance_fail "Port $instance_port is taken; set another with MADOGUCHI_PORT"
		return 1
	fi
	echo "$$ $(instance_started $$)" > "$instance_folder/pid/owner"
}

# instance_start: all of it, or nothing stays running
instance_start() {
	local name
	instance_claim || return 1
	for name in $(instance_programs); do
		if ! instance_run "$name" || { [ "$name" = mariadb ] && ! instance_fill; }; then
			instance_stop
			return 1
		fi
	done
	exec 9>&-
}

# instance_hand_over: the caller ends, the installation goes on
instance_hand_over() {
	cp "$instance_folder/pid/mariadb" "$instance_folder/pid/owner"
}

# instance_stop: nginx takes no more, workers finish, the database ends last
instance_stop() {
	local name status=0
	instance_end nginx QUIT || status=1
	for name in $instance_workers jobd mariadb; do
		instance_end "$name" TERM || status=1
	done
	rm -f "$instance_folder/pid/owner"
	exec 9>&-
	return $status
}

# instance_prove: what madoguchi-proof.timer does every hour in production
instance_prove() {
	instance_knows proof || return 0
	instance_madoctl proof >> "$instance_folder/log/proof.log" 2>&1 ||
	    instance_say "The proof of the books did not end well: $instance_folder/log/proof.log"
}

# instance_watch: starts again what ended, until INT, TERM or HUP
instance_watch() {
	local name stopping='' prove_at=$((SECONDS + 15))
	trap 'stopping=yes' INT TERM HUP
	while [ -z "$stopping" ]; do
		for name in $(instance_programs); do
			[ -z "$stopping" ] || break
			instance_gone "$name" || continue
			instance_say "$name ended and is started again"
			instance_end "$name" TERM
			instance_run "$name" || sleep 1
		done
		if [ -z "$stopping" ] && [ $SECONDS -ge $prove_at ]; then
			prove_at=$((SECONDS + 3600))
			instance_prove
		fi
		sleep 0.5 &
		wait $! || true
	done
	trap '' INT TERM HUP
}
