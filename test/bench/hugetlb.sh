# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# What huge pages for malloc spare: glibc asks for them if the server is started with
# GLIBC_TUNABLES=glibc.malloc.hugetlb=1.  The server is started anew for each
# round with and without.

# have_hugetlb: do glibc and the kernel know of it?
have_hugetlb()
{
	local version
	version=$(getconf GNU_LIBC_VERSION 2>/dev/null) || return 1
	[ "$(printf '%s\n' 2.35 "${version#glibc }" | sort -V | head -n 1)" = 2.35 ] || return 1
	grep -qs '\[always\]\|\[madvise\]' /sys/kernel/mm/transparent_hugepage/enabled
}

# restart [VARIABLE=VALUE]: with this in the server's environment and else without
# GLIBC_TUNABLES.  The table is in memory again afterwards.
restart()
{
	settle
	as_server "$bindir/pg_ctl" -D "$private/data" -s -w stop
	as_server env -u GLIBC_TUNABLES "$@" "$bindir/pg_ctl" -D "$private/data" -l "$private/server.log" \
		-s -w -t 600 start >/dev/null 2>&1 </dev/null
	observe_server
	private_psql -o /dev/null -c "SELECT pg_prewarm('arrangement')"
}

measure_hugetlb()
{
	local figures='tiny_groups concentration_by_agency burden report' figure round pages
	wanted hugetlb || return 0
	if ! have_hugetlb; then
		progress 'Huge pages for malloc are left out: glibc is older than 2.35, or the kernel has none.'
		return
	fi
	progress 'Huge pages for malloc ...'
	for ((round = 1; round <= rounds; round++)); do
		for pages in small huge; do
			if [ $pages = huge ]; then restart GLIBC_TUNABLES=glibc.malloc.hugetlb=1; else restart; fi
			for figure in $figures; do
				run_peer "$figure" ours 0 /dev/null >>"$private/times/hugetlb-$pages.$figure.ours"
			done
		done
	done
	restart ${GLIBC_TUNABLES:+"GLIBC_TUNABLES=$GLIBC_TUNABLES"}
	{
		row figure 'ours, ms' 'with huge pages, ms' 'with ÷ without' 'ours, MB' 'with huge pages, MB'
		row --- ---: ---: ---: ---: ---:
		for figure in $figures; do
			row "${label[$figure]}" "$(times_of hugetlb-small "$figure" ours)" "$(times_of hugetlb-huge "$figure" ours)" \
				"$(ratios_of hugetlb-huge "$figure" ours hugetlb-small "$figure" ours)" \
				"$(rounded "$(mb hugetlb-small "$figure" ours)")" "$(rounded "$(mb hugetlb-huge "$figure" ours)")"
		done
	} | table hugetlb
}
