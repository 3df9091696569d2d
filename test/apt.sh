# shellcheck shell=bash
#
# What the set-ups want of apt, for them to source.  All of it is for root on Debian
# and its kin, but for the first three.
#
#   say WORD...            a line to standard error, after the script's name, $me
#   give_up WORD...        the same, and the end
#   apt_knows PACKAGE...   can all of these be installed?
#
#   apt_begin              once, before what follows
#   apt_install PACKAGE...
#   apt_update             a list that cannot be read is no failure: it may be one
#                          that nothing is wanted from
#   apt_is_offline         gives up if it was the network that failed
#   apt_failed             gives up with all that apt had to say, and the error again
#
# While another program holds a lock of apt, they wait LOCK_WAIT (300) seconds, then
# give up.

say()
{
	echo "$me: $*" >&2
}

give_up()
{
	say "$*"
	exit 1
}

apt_knows()
{
	local package
	for package; do
		LC_ALL=C apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [^(]' || return 1
	done
}

# Debian makes a first cluster and starts it on port 5432 when a server is
# installed.  Nobody asked for one here, so its maker is out of the way: the
# packages' scripts find this one first.
apt_begin()
{
	apt_scratch=$(mktemp -d)
	trap 'rm -rf "$apt_scratch"' EXIT
	touch "$apt_scratch/update" "$apt_scratch/install"
	printf '#!/bin/sh\nexit 0\n' >"$apt_scratch/pg_createcluster"
	chmod 755 "$apt_scratch" "$apt_scratch/pg_createcluster"
}

# apt_quietly COMMAND ARGUMENT...: keeps what it says, and waits for locks.
apt_quietly()
{
	local log=$apt_scratch/$1 holder told=no wait=${LOCK_WAIT:-300} start=$SECONDS
	until LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q \
		-o "DPkg::Path=$apt_scratch:/usr/sbin:/usr/bin:/sbin:/bin" \
		"$@" >"$log" 2>&1 </dev/null; do
		holder=$(sed -nE 's/^E: Could not get lock (.*)$/\1/p' "$log" | head -n 1)
		[ -n "$holder" ] || return 1
		[ $((SECONDS - start)) -lt "$wait" ] ||
			give_up "another program holds a lock of apt: $holder; let it end, then try again"
		[ "$told" = yes ] || say "waiting up to $wait seconds for a lock of apt: $holder"
		told=yes
		sleep 2
	done
}

apt_install()
{
	say "installing $*"
	apt_quietly install -y --no-install-recommends "$@"
}

apt_update()
{
	say "reading the package lists anew"
	apt_quietly update || true
}

apt_is_offline()
{
	local reason
	reason=$(cat "$apt_scratch/update" "$apt_scratch/install" | grep -oE -m 1 \
		'(Temporary failure resolving|Could not (resolve|connect)|Connection (failed|refused|timed out)|Network is unreachable|Unable to connect).*') || true
	[ -z "$reason" ] || give_up "no network: apt-get reaches no packages ($reason)"
}

apt_failed()
{
	cat "$apt_scratch/update" "$apt_scratch/install" >&2
	give_up "apt-get failed: $(cat "$apt_scratch/install" "$apt_scratch/update" | grep -m 1 '^E: ')"
}
