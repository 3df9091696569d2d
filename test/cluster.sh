# shellcheck shell=bash
#
# A private PostgreSQL server with this extension in it, for scripts to source:
#
#   private_begin         a directory of our own, the extension built into a
#                         copy of the server's installation that lies in it
#   private_directory     the directory alone, for what comes before the rest
#   private_start [line]...   a server there; each line goes to its configuration
#   private_psql ...      psql, connected to it
#   as_server ...         a command as the user that the server runs as
#
# Everything lies in one directory, $private, that only that user and root can
# look into, and it goes when the script ends, however it ends.  The server
# listens on a Unix socket in it and nowhere else.  Nothing is installed into
# the system, and the source tree is only read.  KEEP=1 keeps the directory,
# and the server if one is running.

# The server to build for is the one whose pg_config PG_CONFIG names, and what names it
# is test/setup, which a script calls before it sources this file:
#
#   PG_CONFIG=$(bash "$here/setup") || exit 1

set -eu -o pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pg_config=$PG_CONFIG
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)

# What the caller's shell has set for other servers is not meant for this one,
# nor what make has set for the make that called us.
for variable in "${!PG@}" MAKEFLAGS MFLAGS MAKELEVEL LANGUAGE; do
	unset "$variable"
done
export LC_ALL=C.UTF-8
locale -a 2>/dev/null | grep -qix 'c\.utf-\?8' || LC_ALL=C

progress()
{
	printf '%s\n' "$@" >&2
}

die()
{
	printf '%s: %s\n' "${0#"$top"/}" "$*" >&2
	exit 1
}

# PostgreSQL refuses to run as root, so root lends it to somebody else.
become=()
server_user=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
	server_user=postgres
	getent passwd postgres >/dev/null || server_user=nobody
	server_group=$(id -g "$server_user")
	if command -v setpriv >/dev/null; then
		become=(setpriv "--reuid=$server_user" "--regid=$server_group" --init-groups)
	elif command -v runuser >/dev/null; then
		become=(runuser -u "$server_user" --)
	else
		become=(su -p -s /bin/sh "$server_user" -c 'exec "$@"' -- sh)
	fi
fi

as_server()
{
	# The working directory may be one that the other user cannot look into.
	(cd "$private" && exec "${become[@]}" env "HOME=$private" "TMPDIR=$private/tmp" "$@")
}

# Makes $private.  A socket's name may be no longer than 107 bytes, and the
# server's user has to reach it, and make splits names at blanks: where TMPDIR does
# not do, /tmp does.
private_directory()
{
	local parent=${TMPDIR:-/tmp}
	[ "${#parent}" -le 50 ] && [[ $parent != *[!A-Za-z0-9/._-]* ]] &&
		"${become[@]}" test -x "$parent" || parent=/tmp
	private=$(mktemp -d -p "$parent" --suffix=.pg)
	trap private_end EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	chmod 700 "$private"
	[ "${#become[@]}" -eq 0 ] || chown "$server_user:$server_group" "$private"
	as_server mkdir "$private/tmp" "$private/source" "$private/socket"
}

# Stops every server below $private, a test's own too, and removes it all.
private_end()
{
	local status=$? pidfile
	trap '' INT TERM HUP
	if [ -n "${KEEP-}" ] && [ -e "$private/source" ]; then
		private_kept
		exit "$status"
	fi
	while read -r pidfile; do
		as_server "$bindir/pg_ctl" -D "${pidfile%/*}" -m immediate -s -w stop \
			>/dev/null 2>&1 || true
	done < <(find "$private" -name postmaster.pid 2>/dev/null)
	rm -rf "$private"
	exit "$status"
}

private_kept()
{
	progress "" "Kept: $private"
	if [ -e "$private/data/postmaster.pid" ]; then
		progress "Connect:  $bindir/psql -h $private/socket -p $PGPORT -U $PGUSER $PGDATABASE"
		progress "Stop:     ${become[*]} $bindir/pg_ctl -D $private/data stop"
	fi
	progress "Remove:   rm -rf $private"
}

# Copies the sources; objects that lie among them are for somebody else.
private_source()
{
	local parts=() part
	for part in Makefile commissioning.control src sql expected test; do
		[ ! -e "$top/$part" ] || parts+=("$part")
	done
	tar -C "$top" --exclude='*.o' --exclude='*.bc' --exclude='*.so' -cf - "${parts[@]}" |
		as_server tar -C "$private/source" --no-same-owner -xf -
}

# Makes an installation below $private/root.  PostgreSQL finds its libraries
# and its share directory from where the running program lies, so the programs
# are copies; the files that they find may be links.
private_install()
{
	local bin lib share program
	bin=$("$pg_config" --bindir)
	lib=$("$pg_config" --pkglibdir)
	share=$("$pg_config" --sharedir)
	root=$private/root
	bindir=$root$bin

	as_server mkdir -p "$bindir" "$root$lib" "$root$share"
	for program in "$bin"/postgres "$bin"/initdb "$bin"/psql "$bin"/createdb \
		"$bin"/dropdb "$bin"/vacuumdb "$bin"/pg_*; do
		[ ! -x "$program" ] || as_server cp -L "$program" "$bindir/"
	done
	as_server cp -rs "$lib/." "$root$lib"
	as_server cp -rs "$share/." "$root$share"
	# What the system has of this extension is another version of it.
	as_server rm -rf "$root$lib/commissioning.so" "$root$lib/bitcode/commissioning"* \
		"$root$share/extension/commissioning"*

	as_server make -s -C "$private/source" -j "$jobs" --no-print-directory \
		"PG_CONFIG=$pg_config" WERROR=1 ${CC:+"CC=$CC"} \
		install "DESTDIR=$root" >"$private/build.log" 2>&1 || {
		cat "$private/build.log" >&2
		die "the extension does not build"
	}
}

private_begin()
{
	[ -n "${private-}" ] || private_directory
	private_source
	private_install
	export PATH="$bindir:$PATH"
}

private_start()
{
	export PGHOST=$private/socket PGPORT=65432 PGUSER=postgres PGDATABASE=postgres
	as_server "$bindir/initdb" -D "$private/data" -U postgres -A trust \
		--no-sync --encoding=UTF8 "--locale=$LC_ALL" >"$private/initdb.log" 2>&1 || {
		cat "$private/initdb.log" >&2
		die "initdb failed"
	}
	as_server tee -a "$private/data/postgresql.conf" >/dev/null <<-EOT
		listen_addresses = ''
		port = $PGPORT
		unix_socket_directories = '$PGHOST'
		fsync = off
		full_page_writes = off
		synchronous_commit = off
		datestyle = 'ISO, YMD'
		timezone = 'UTC'
		log_timezone = 'UTC'
		lc_messages = 'C'
		$(printf '%s\n' "$@")
	EOT
	as_server "$bindir/pg_ctl" -D "$private/data" -l "$private/server.log" \
		-s -w -t 600 start >"$private/start.log" 2>&1 </dev/null || {
		cat "$private/start.log" "$private/server.log" >&2 || true
		die "the server does not start"
	}
}

private_psql()
{
	"$bindir/psql" -X -q -v ON_ERROR_STOP=1 "$@"
}
