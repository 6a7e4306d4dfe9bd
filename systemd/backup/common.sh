# shellcheck shell=bash
# What the scripts of this folder share.  Settings are "name = value" lines in
# /etc/madoguchi/backup.conf, another file by -c FILE or MADOGUCHI_BACKUP_CONF.
#
# BACKUP/full/ID/data.sealed   mariadb-backup's stream, sealed
# BACKUP/full/ID/manifest      what it is, readable; the last line is a MAC
# BACKUP/binlog/*.sealed       the binlog in sealed pieces (madoctl backup receive)
# BACKUP/binlog/status         how far it came      BACKUP/full.status  the last full one
umask 077
export LC_ALL=C
backup_conf=${MADOGUCHI_BACKUP_CONF:-/etc/madoguchi/backup.conf}
[ "${1:-}" != -c ] || { backup_conf=$2; shift 2; }
backup_words=("$@")

backup_fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# setting NAME [OTHERWISE]: credential:NAME is a file that systemd hands over
setting() {
	local value
	value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$backup_conf" | tail -n 1)
	value=${value:-${2-}}
	[ -n "$value" ] || [ $# -gt 1 ] || backup_fail "$backup_conf: $1 is missing"
	case $value in
	credential:*)	value=${CREDENTIALS_DIRECTORY:-/etc/madoguchi}/${value#credential:} ;;
	esac
	printf '%s\n' "$value"
}

backup_open_settings() {
	[ -r "$backup_conf" ] || backup_fail "$backup_conf cannot be read"
	backup_folder=$(setting backup_folder) || exit 1
	backup_key=$(setting backup_key_file) || exit 1
	madoctl=$(setting madoctl madoctl)
	[ -r "$backup_key" ] ||
	    backup_fail "key_missing: $backup_key, the backup key; it is never part of a backup"
	mkdir -p "$backup_folder/full" "$backup_folder/binlog" || exit 1
}

# A folder for passwords and sockets while the script runs; gone with it.
backup_make_scratch() {
	scratch=$(mktemp -d "${RUNTIME_DIRECTORY:-${TMPDIR:-/tmp}}/madoguchi-backup.XXXXXX") || exit 1
	trap 'rm -rf "$scratch"' EXIT
	trap 'exit 130' INT TERM HUP
}

# value NAME FILE: of a manifest or status
value() { sed -n "s/^$1 = //p" "$2" 2>/dev/null | head -n 1; }

# Adds the MAC to a text and puts the file in its place at once.
backup_write() {
	local file=$1 text
	text=$(cat)
	{ printf '%s\n' "$text"
	  printf 'mac = %s\n' "$(printf '%s\n' "$text" | "$madoctl" backup mac "$backup_key")"
	} > "$file.new" && sync "$file.new" && mv "$file.new" "$file" && sync "$(dirname "$file")"
}

# backup_mac_fits FILE: is it as it was written, by whoever holds the key?
backup_mac_fits() {
	[ -s "$1" ] && [ "$(value mac "$1")" = \
	    "$(sed '$d' "$1" | "$madoctl" backup mac "$backup_key")" ]
}

backup_now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# The ids of the full backups, oldest first; one without a manifest was never finished.
backup_list() {
	local file
	for file in "$backup_folder"/full/*/manifest; do
		[ ! -e "$file" ] || basename "$(dirname "$file")"
	done | sort
}
