# shellcheck shell=bash
#
# A PostgreSQL of our own making, and the suite on it, for programs to source:
#
#   server_begin                what a build needs
#   server_build                PostgreSQL from source, ready below $prefix, its
#                               source in $source
#   server_variant FILE [WRAPPER]   that server with another "postgres"
#   suites TESTS...             a test/run on that server for each of these
#                               selections, at once where there are processors
#                               for it, and their results counted
#   halves                      all chapters, as two selections, a line each
#   part NAME PASSED FAILED     a line, and into the totals
#   finish                      "N passed, N failed", and the exit status
#
# One build serves them all: with assertions and the checks of memory that
# PostgreSQL has, with word to Valgrind and AddressSanitizer about every chunk of
# memory (server.memcheck.h), and its "postgres" a second time, linked with the
# sanitizers, as "postgres.sanitizers".
#
# The source is Debian's source package of the major version that PG_CONFIG
# names or else the distribution has: of the installed packages' own version
# where the mirror has that, else the newest that it has.  The system's list
# of package sources stays as it is.  SERVER_SOURCE=directory names an unpacked
# PostgreSQL instead, for other systems.
#
# Source and server are kept, since a build takes minutes: below SERVER_CACHE, or
# /var/tmp/commissioning-servers.  To be rid of them, or to start from a newer
# source: rm -r /var/tmp/commissioning-servers
#
# Builds and suites run at the lowest priority; NICE=0 gives them the usual one.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PG_CONFIG=$(bash "$here/../setup" --tests) || { echo '0 passed, 1 failed'; exit 1; }
# shellcheck source=test/cluster.sh
. "$here/../cluster.sh"

renice -n "${NICE:-19}" $$ >/dev/null 2>&1 || true
umask 022
passed=0 failed=0
server_cache=${SERVER_CACHE:-/var/tmp/commissioning-servers}

# What cannot even be set up is a failure too, and counted.
die()
{
	printf '%s: %s\n' "${0#"$top"/}" "$*" >&2
	printf '%d passed, %d failed\n' "$passed" "$((failed + 1))"
	exit 1
}

part()
{
	passed=$((passed + $2)) failed=$((failed + $3))
	printf '%-8s %-34s %5d passed %4d failed\n' report "$1" "$2" "$3"
}

finish()
{
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" -eq 0 ]
}

# Makes $private, for reports and logs, and the cache.  Other people may write
# to the directory that the cache lies in, and we shall run what is in it.
server_begin()
{
	packages_present bison flex pkg-config libicu-dev zlib1g-dev valgrind
	mkdir -p "$server_cache"
	if [ ! -O "$server_cache" ] || [ -n "$(find "$server_cache" -maxdepth 0 -perm /022)" ]; then
		die "$server_cache is not ours alone to write to"
	fi
	server_cache=$(cd "$server_cache" && pwd -P)
	private_directory
	"${become[@]}" test -x "$server_cache" || die "$server_user cannot look into $server_cache"
}

# packages_present PACKAGE...: installs what is missing, or names it.
packages_present()
{
	local missing=() package
	command -v dpkg-query >/dev/null || return 0
	for package; do
		[[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) = installed ]] ||
			missing+=("$package")
	done
	[ "${#missing[@]}" -gt 0 ] || return 0
	[ "$(id -u)" -eq 0 ] || die "something is missing; please run as root:" \
		"apt-get install --no-install-recommends ${missing[*]}"
	progress "Installing ${missing[*]} ..."
	apt_install "${missing[@]}" || { apt-get -q update && apt_install "${missing[@]}"; } \
		>&2 || die "apt-get cannot install ${missing[*]}"
}

apt_install()
{
	DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 install "$@" >/dev/null </dev/null
}

# Sets $source to an unpacked PostgreSQL, fetched if need be.
server_source()
{
	local major
	if [ -n "${SERVER_SOURCE-}" ]; then
		source=$(cd "$SERVER_SOURCE" && pwd -P)
		[ -x "$source/configure" ] || die "no PostgreSQL source in $SERVER_SOURCE"
		return
	fi
	major=$("$pg_config" --version | sed -E 's/^PostgreSQL ([0-9]+).*/\1/')
	source=$server_cache/$major/source
	[ -d "$source" ] || server_fetch "$major" "$source"
}

# server_fetch MAJOR DIRECTORY: unpacks Debian's source package there.
server_fetch()
{
	local package=postgresql-$1 scratch=$private/fetch file version
	command -v apt-get >/dev/null ||
		die "no apt-get to fetch the source with; please unpack PostgreSQL $1 and name it as SERVER_SOURCE"
	packages_present dpkg-dev
	progress "Fetching the source of $package ..."

	# The system's package sources, read as sources of source packages.
	mkdir -p "$scratch"/{sources,lists/partial,cache/archives/partial,files} "${2%/*}"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
		[ ! -f "$file" ] ||
			sed -E -e 's/^deb([[:space:]])/deb-src\1/' -e 's/^Types:.*/Types: deb-src/' \
				"$file" >"$scratch/sources/${file##*/}"
	done
	local options=(-q -o "Dir::Etc::SourceList=/dev/null"
		-o "Dir::Etc::SourceParts=$scratch/sources" -o "Dir::State::Lists=$scratch/lists"
		-o "Dir::Cache=$scratch/cache" -o "APT::Sandbox::User=root")
	apt-get "${options[@]}" update >"$scratch/log" 2>&1 ||
		{ cat "$scratch/log" >&2; die "apt-get update failed"; }

	# A mirror may list a version and not have it.
	for version in $(server_versions "$package" "${options[@]}"); do
		(cd "$scratch/files" && apt-get "${options[@]}" source --download-only \
			"$package=$version") >>"$scratch/log" 2>&1 || continue
		# Debian's patches fix the directories of its packages: without them.
		# apt-get has checked the signatures.
		dpkg-source --no-check --skip-patches -x "$scratch/files"/*.dsc "$scratch/source" \
			>>"$scratch/log" 2>&1 || break
		mv "$scratch/source" "$2"
		rm -rf "$scratch"
		return
	done
	cat "$scratch/log" >&2
	die "cannot fetch the source of $package"
}

# server_versions PACKAGE OPTION...: the installed one, then all, newest first.
server_versions()
{
	local package=$1
	shift
	dpkg-query -W -f '${source:Version}\n' "$package" 2>/dev/null || true
	apt-cache "$@" showsrc "$package" | sed -n 's/^Version: //p' | sort -rVu
}

# Several programs may ask for a server at once; one builds, the others wait.
server_build()
{
	exec {server_lock}>"$server_cache/.lock"
	flock "$server_lock"
	server_source
	server_build_locked
	exec {server_lock}>&-
	pg_config=$prefix/bin/pg_config
	progress "$("$pg_config" --version) in $prefix"
}

# Sets $prefix, and builds if nothing is there.  --enable-cassert stands for
# CLOBBER_FREED_MEMORY and MEMORY_CONTEXT_CHECKING too.
server_build_locked()
{
	local base=$server_cache header=$here/server.memcheck.h include key build log version
	[ -n "${SERVER_SOURCE-}" ] || base=${source%/*}
	include=$server_cache/include-$(cksum <"$header" | cut -d ' ' -f 1)
	mkdir -p "$include/valgrind"
	cp "$header" "$include/valgrind/memcheck.h"

	local arguments=(--quiet --enable-debug --enable-cassert --enable-tap-tests
		--disable-nls --with-icu --without-readline
		CFLAGS='-O1 -g1 -fno-omit-frame-pointer'
		CPPFLAGS="-DRANDOMIZE_ALLOCATED_MEMORY -DUSE_VALGRIND -I$include")
	version=$(sed -n "s/^PACKAGE_VERSION='\(.*\)'/\1/p" "$source/configure")
	key=$({ gcc --version; printf '%s\n' "$source" "$version" "${arguments[@]}"
		cat "$here/server.options.c"; } | cksum)
	prefix=$base/server-${key%% *}
	[ ! -x "$prefix/bin/postgres" ] || return 0

	progress "Building PostgreSQL $version: some minutes ..."
	build=$base/build log=$private/build.log
	rm -rf "$build"
	mkdir -p "$build"
	if (cd "$build" && "$source/configure" --prefix="$prefix" "${arguments[@]}" &&
		server_make) >"$log" 2>&1 </dev/null; then
		# At once, so that there is never half a server.
		mv "$build/root$prefix" "$prefix"
		rm -rf "$build"
	else
		tail -n 40 "$log" >&2
		die "PostgreSQL does not build; its tree is $build"
	fi
}

# Builds in the working directory what servers, extensions and TAP tests need,
# and installs it below root/.
server_make()
{
	local part root=$PWD/root
	for part in src/include src/common src/port src/timezone src/backend \
		src/backend/utils/mb/conversion_procs src/backend/snowball \
		src/interfaces/libpq src/backend/replication/libpqwalreceiver \
		src/backend/replication/pgoutput src/fe_utils src/bin src/pl/plpgsql \
		src/makefiles src/test/regress src/test/perl config; do
		make -s -j "$jobs" -C "$part" install "DESTDIR=$root" || return
	done
	# what extensions are built with
	make -s -C src install-local "DESTDIR=$root" || return
	# The same objects once more, linked with the sanitizers' libraries.
	mv src/backend/postgres src/backend/postgres.plain
	gcc -fPIE -c -o options.o "$here/server.options.c" &&
		make -s -C src/backend postgres \
			"LDFLAGS_EX=-Wl,--no-as-needed -fsanitize=address,undefined $PWD/options.o" &&
		cp src/backend/postgres "$root$prefix/bin/postgres.sanitizers"
}

# server_variant FILE [WRAPPER]: the server once more, as links, with FILE of its
# programs for "postgres", or WRAPPER for it and FILE beside as "pg_server".
# Programs find what they need from where they lie themselves: no links there.
server_variant()
{
	local directory=$private/server
	as_server cp -rs "$prefix/." "$directory"
	as_server rm "$directory/bin/postgres" "$directory/bin/pg_config"
	as_server cp "$prefix/bin/pg_config" "$directory/bin/pg_config"
	if [ $# -eq 1 ]; then
		as_server cp "$prefix/bin/$1" "$directory/bin/postgres"
	else
		as_server cp "$prefix/bin/$1" "$directory/bin/pg_server"
		as_server install -m 755 /dev/stdin "$directory/bin/postgres" <"$2"
	fi
	pg_config=$directory/bin/pg_config
}

# Chapters of SQL tests that are long as files take long: large, small, small,
# large is about even.
halves()
{
	local directory=$top/sql
	find "$directory" -name '*.sql' ! -name 'commissioning--*' -printf '%s %f\n' |
		sort -rn | awk '{ sub(/\.sql$/, "", $2); half[int(NR / 2) % 2] = half[int(NR / 2) % 2] " " $2 }
			END { print half[0]; print half[1] }'
}

# suites TESTS...: a test/run on that server for each, all at once unless there
# is only one processor.  Passes on what they print, but for the last lines,
# which go into the totals.
suites()
{
	local tests log logs=()
	trap suites_end EXIT
	# Each in a process group of its own, so that all of it can be ended.
	set -m
	for tests; do
		log=$private/suite-${#logs[@]}.log
		logs+=("$log")
		PG_CONFIG=$pg_config TESTS=$tests TEST_SECONDS=${TEST_SECONDS:-14400} bash "$top/test/run" 2>&1 </dev/null |
			tee "$log" | sed -u -E '/^[0-9]+ passed, [0-9]+ failed$/d' &
		suite_groups+=("$(jobs -p %%)")
		[ "$jobs" -gt 1 ] || wait
	done
	set +m
	wait
	suite_groups=()
	for log in "${logs[@]}"; do
		if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
			passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
		else
			part "test/run came to no end" 0 1
		fi
	done
}

# At the end, however it comes: what still runs goes, then what is ours.
suite_groups=()
suites_end()
{
	local status=$? group
	set +e
	for group in "${suite_groups[@]}"; do
		kill -TERM -- "-$group" 2>/dev/null
	done
	wait
	(exit "$status")
	private_end
}
