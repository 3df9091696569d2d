# shellcheck shell=bash
#
# Debian in directories of its own, one for each major version of PostgreSQL,
# for scripts to source.  Root only: it takes chroot and private namespaces.
#
#   debian_make MAJOR          makes the directory, unless it is there already
#   debian_run MAJOR CMD...    runs a command in it, as root, in /
#   debian_as MAJOR USER CMD...     the same as a user of its own
#   debian_copy MAJOR TREE DIR      copies a source tree into it
#   debian_root MAJOR          prints the directory
#   debian_pg_config MAJOR     prints the server's pg_config, as seen inside
#   debian_remove MAJOR        removes the directory
#
#   major   directory      Debian
#   15      bookworm       12
#   17      trixie         13
#   18      forky          14 (testing)
#   19      experimental   unstable, and from experimental what it lacks
#
# Of each there are two more kinds, made when a script asks for MAJOR.KIND
# instead of MAJOR, in a directory with the same ending:
#
#   15.bare      what debootstrap calls minbase, and nothing of PostgreSQL
#   15.package   that and what every Debian package is built and checked with;
#                what one package takes beside it, its build dependencies bring
#
# The directories lie in ${DEBIAN_ROOTS:-/var/tmp/commissioning-debian}, 1.5 to
# 2 GB each (bare: 0.2 to 0.4), and are kept and used again.  To be rid of them, or to have newer
# packages, remove them:
#
#   rm -rf /var/tmp/commissioning-debian
#
# That is safe at any time: nothing of the machine is ever mounted where it
# could be seen from outside.  /proc, /dev and /dev/shm are there only for a
# command that runs inside, in a mount namespace that goes with it; so do all
# processes that it leaves behind, such as servers.
#
# DEBIAN_MIRROR is where packages come from; if it is not set, where those of this
# machine do.  The network is used by debian_make alone.

debian_roots=${DEBIAN_ROOTS:-/var/tmp/commissioning-debian}
debian_mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' \
	'Created-By: Packages' 2>/dev/null | grep '/debian/*$' | head -n 1 || true)}

# What every one of them has beside the server and its development package.
debian_packages=(gcc libc6-dev clang make git perl libipc-run-perl ca-certificates)

# What the kind "package" has instead.
debian_package_tools=(build-essential fakeroot lintian)

# debian_release MAJOR: the name of the release, of whichever kind.
debian_release()
{
	case "${1%%.*}" in
		15) echo bookworm ;;
		17) echo trixie ;;
		18) echo forky ;;
		19) echo experimental ;;
		*) echo "no Debian is known to have PostgreSQL $1" >&2; return 1 ;;
	esac
}

# debian_kind MAJOR: bare, package, or nothing for what most scripts take.
debian_kind()
{
	case "$1" in
		*.bare | *.package) echo "${1#*.}" ;;
		*.*) echo "there is no such kind of Debian: $1" >&2; return 1 ;;
	esac
}

debian_root()
{
	local release kind
	release=$(debian_release "$1") && kind=$(debian_kind "$1") || return 1
	echo "$debian_roots/$release${kind:+.$kind}"
}

debian_pg_config()
{
	echo "/usr/lib/postgresql/${1%%.*}/bin/pg_config"
}

# debian_needs: what is missing to make or enter a directory; installs it where
# it can, else says what to install and fails.
debian_needs()
{
	if [ "$(id -u)" -ne 0 ]; then
		echo "only root can make and enter a Debian in a directory" >&2
		return 1
	fi
	if ! unshare --mount --pid --ipc --fork true 2>/dev/null; then
		echo "no namespaces here: 'unshare --mount --pid --ipc --fork true' fails" >&2
		return 1
	fi
	if command -v debootstrap >/dev/null &&
		[ -f /usr/share/keyrings/debian-archive-keyring.gpg ]; then
		return 0
	fi
	if ! command -v apt-get >/dev/null; then
		echo "please install the equivalents of debootstrap and debian-archive-keyring" >&2
		return 1
	fi
	{ apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
		--no-install-recommends debootstrap debian-archive-keyring; } >&2 </dev/null
}

# debian_inside ROOT CMD...: the command in namespaces of its own.  The first
# process there is a shell that waits: it adopts and buries what the command
# leaves, as init does, and when it ends, everything in there does.
debian_inside()
{
	# shellcheck disable=SC2016 # $1 and so on are the inner shell's
	unshare --mount --propagation private --pid --ipc --kill-child bash -c '
		trap "exit 143" TERM
		trap "exit 130" INT
		root=$1
		shift
		mount -t proc proc "$root/proc" &&
		mount --rbind /dev "$root/dev" &&
		mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm" || exit 125
		chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
			${http_proxy:+"http_proxy=$http_proxy"} "$@" <&0 &
		wait $!
	' debian "$@"
}

# debian_build MAJOR ROOT: makes it from nothing.
debian_build()
{
	local major=$1 root=$2 suite kind target=()
	suite=$(debian_release "$major") && kind=$(debian_kind "$major") || return 1
	if [ "$suite" = experimental ]; then
		suite=sid target=(-t experimental)
	fi

	# A debootstrap that is older than the suite has no script of that name,
	# but all suites since are made as sid is.  The namespace is for what
	# debootstrap mounts.
	mkdir -p "$root" || return 1
	unshare --mount --propagation private debootstrap --variant=minbase \
		--keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
		"$suite" "$root" "$debian_mirror" /usr/share/debootstrap/scripts/sid ||
		return 1

	# Nothing is started by being installed, and no first cluster is made.
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" || return 1
	chmod 755 "$root/usr/sbin/policy-rc.d"
	mkdir -p "$root/etc/postgresql-common"
	echo 'create_main_cluster = false' >"$root/etc/postgresql-common/createcluster.conf"

	# Snapshots and machines whose clock is off are no reason to stop.
	cat >"$root/etc/apt/apt.conf.d/99commissioning" <<-'END'
		Acquire::Check-Valid-Until "false";
		Acquire::Check-Date "false";
		Acquire::Languages "none";
		APT::Install-Recommends "false";
		Dpkg::Options:: "--force-confold";
		Dpkg::Options:: "--force-unsafe-io";
	END
	cp /etc/resolv.conf "$root/etc/resolv.conf" || return 1
	if [ "${#target[@]}" -gt 0 ]; then
		echo "deb $debian_mirror experimental main" \
			>"$root/etc/apt/sources.list.d/experimental.list"
	fi

	debian_inside "$root" apt-get -q update </dev/null || return 1
	case "$kind" in
		bare) ;;
		package) debian_inside "$root" apt-get -q install -y "${debian_package_tools[@]}" </dev/null ;;
		*) debian_inside "$root" apt-get -q install -y "${debian_packages[@]}" </dev/null &&
			debian_inside "$root" apt-get -q install -y "${target[@]}" \
				"postgresql-$major" "postgresql-server-dev-$major" </dev/null ;;
	esac && debian_inside "$root" apt-get -q clean </dev/null
}

# debian_make MAJOR: the directory with the server, its development package,
# gcc, clang, make, git, perl and what PostgreSQL's Perl tests need.  Two that
# want the same at the same time wait for each other.  What was left half made
# is made anew.  The log of the making lies beside it: NAME.log.
debian_make()
{
	local major=$1 root
	root=$(debian_root "$major") || return 1
	debian_needs || return 1
	# The last thing that is made says that all the rest is.
	[ ! -e "$root/.complete" ] || return 0
	mkdir -p "$debian_roots"
	(
		flock 9
		[ ! -e "$root/.complete" ] || exit 0
		echo "making $root" >&2
		rm -rf --one-file-system "$root"
		debian_build "$major" "$root" >"$root.log" 2>&1 9>&- || {
			tail -n 20 "$root.log" >&2
			echo "could not make $root, see $root.log" >&2
			exit 1
		}
		touch "$root/.complete"
	) 9>"$root.lock"
}

# debian_run MAJOR CMD...: its output and status are the command's; 125 if the
# directory cannot be entered.  Of the environment nothing comes in: write
# debian_run 17 env NAME=value CMD...
debian_run()
{
	local root
	root=$(debian_root "$1") || return 125
	shift
	[ -e "$root/.complete" ] || { echo "$root is not made" >&2; return 125; }
	debian_inside "$root" "$@"
}

# debian_as MAJOR USER CMD...: as a user, who is made if there is none of that
# name, in the user's home directory.
debian_as()
{
	local major=$1 user=$2
	shift 2
	# shellcheck disable=SC2016 # $user and so on are the inner shell's
	debian_run "$major" sh -c '
		user=$1
		shift
		getent passwd "$user" >/dev/null || useradd -m "$user" || exit 125
		home=$(getent passwd "$user" | cut -d: -f6)
		cd "$home" && exec setpriv --reuid="$user" --regid="$(id -g "$user")" \
			--init-groups env HOME="$home" USER="$user" "$@"
	' sh "$user" "$@"
}

# debian_tree TREE: a tar archive of the files of a source tree, with changes
# that are not committed, but nothing that was built in it.
debian_tree()
{
	local file
	if git -C "$1" rev-parse --git-dir >/dev/null 2>&1; then
		# A file that was deleted may still be in the index.
		git -C "$1" ls-files -z --cached --others --exclude-standard |
			while IFS= read -r -d '' file; do
				[ ! -e "$1/$file" ] || printf '%s\0' "$file"
			done | tar -C "$1" --null -T - -cf -
	else
		tar -C "$1" --exclude=.git --exclude='*.o' --exclude='*.bc' --exclude='*.so' -cf - .
	fi
}

# debian_copy MAJOR TREE DIR: puts those files into the directory DIR, a full
# path as seen inside; what it had before is gone.
debian_copy()
{
	local major=$1 tree=$2 directory=$3 root
	root=$(debian_root "$major") || return 1
	case "$directory" in
		/?*) ;;
		*) echo "debian_copy: not a full path: $directory" >&2; return 1 ;;
	esac
	rm -rf --one-file-system "${root:?}$directory"
	mkdir -p "$root$directory"
	debian_tree "$tree" | tar -C "$root$directory" --no-same-owner -xf -
}

# debian_remove MAJOR: the directory, its lock and its log.
debian_remove()
{
	local root
	root=$(debian_root "$1") || return 1
	rm -rf --one-file-system "${root:?}" "$root.lock" "$root.log"
}
