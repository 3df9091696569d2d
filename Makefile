# commissioning - commissioning analytics for PostgreSQL
#
#   make                  build against the server that PG_CONFIG names
#   make install          install into that server
#   make uninstall        take out of that server what was installed
#   make installcheck     run the regression tests on a running server
#   make clean            remove what was built
#   make format           lay out the C sources anew (clang-format 14)
#   make help             this list
#
# These need no server and no installed extension; they set up what they need
# and leave nothing behind:
#
#   make demo             the published page of a synthetic sector, recomputed: a minute
#   make test             every test, on a private server: some minutes, as it says at its start
#   make bench            timings, beside core aggregates, SQL by hand and DuckDB: half an hour
#   make dist             the archive of a release, from what is committed
#   make test-all         make test, and the long ones after it: hours
#   make test-NAME        one of the long ones, test/long/NAME:
#
# Variables, as in "make demo CSV=contracts.csv":
#
#   PG_CONFIG=/path/to/pg_config    the server to build for, if not the first in PATH
#   DESTDIR=/tmp/stage              install below another root
#   REGRESS='term overlap'          installcheck: these chapters only
#   WERROR=1                        warnings are errors
#   HTML=report.html                demo: the report as a page with charts, too
#   CSV=file.csv                    demo: a report on your own file, of CSV, OCDS or 360Giving
#   MAP='agency=directorate,...'    demo with CSV: what its columns are called
#   DATES=DMY ZONE=Europe/London    demo with CSV: the order of its dates, and whose days they are
#   MARK=, CURRENCY=EUR             demo with CSV: its decimal mark; the currency of the figures
#   BLANK_END=open                  demo with CSV: where no end is given there is none
#   AS_OF=2026-01-31                demo with CSV: the day for what runs and what ends
#   FISCAL=4                        demo with CSV: the month in which the fiscal year begins
#   ANYWAY=1                        demo with CSV: go on though much of it cannot be read
#   TESTS='unit term 001_install'   test: these only, by kind (unit, regress, tap, build, fuzz,
#                                   demo, page, docs), chapter or file
#   ROWS= ROUNDS= ONLY= WRITE=      bench: test/bench/run says which
#   LONG='versions drivers'         test-all: these only
#   MINUTES=1                       test-all, test-NAME: how long what runs for a time runs
#   OUT=directory                   dist: where the archive shall lie; test-report: pictures of all pages
#   REPORTS='file.csv page.html'    test-report: these files only, with the options of demo with CSV
#   KEEP=1                          demo, test, test-NAME: leave the server, with its logs

EXTENSION = commissioning
EXTVERSION = $(shell sed -n "s/^default_version = '\(.*\)'$$/\1/p" $(srcdir)/$(EXTENSION).control)
MODULE_big = commissioning

# src/ has five folders; a file may include what is in its own or in one before
# it: exact and ledger (no server), pg (not ledger), summary, chapter.
OBJS = $(patsubst $(srcdir)/%.c,%.o,$(wildcard $(srcdir)/src/*.c $(srcdir)/src/*/*.c))
PG_CPPFLAGS = -I$(srcdir)/src -MMD -MP

# The install script is joined from its parts.  Outside the source tree its name
# is a full path, lest make take one that was built among the sources.
INSTALL_PARTS = $(sort $(wildcard $(srcdir)/sql/install/*.sql))
OUTSIDE = $(filter-out . ./,$(VPATH))
DATA_built = $(if $(OUTSIDE),$(CURDIR)/)$(EXTENSION)--$(EXTVERSION).sql

# Chapters that have a regression test; a test is named as its chapter.
REGRESS = $(sort $(basename $(notdir $(wildcard $(srcdir)/sql/*.sql))))
# pg_regress insists on a date style and a time zone of its own.
REGRESS_OPTS = --load-extension=$(EXTENSION) \
	--launcher='env PGDATESTYLE=ISO,YMD PGTZ=UTC'

# Nothing but the functions that SQL calls leaves the library.
override PG_CFLAGS += -fvisibility=hidden

# Sums of double-double arithmetic are exact only where a * b + c is rounded
# twice, so no fused multiply-add may be put there.
override PG_CFLAGS += -ffp-contract=off

# For our own builds: make WERROR=1.  The headers and flags of a server that was
# built with gcc give clang something to say.
ifdef WERROR
override PG_CFLAGS += -Wall -Wextra -Werror -Wno-unused-parameter \
	-Wno-sign-compare -Wno-missing-field-initializers \
	$(if $(findstring clang,$(CC)),-Wno-unknown-warning-option \
	-Wno-ignored-optimization-argument -Wno-ignored-attributes)
endif

EXTRA_CLEAN = $(addprefix src/*,.d .gcda .gcno) $(addprefix src/*/*,.d .gcda .gcno) $(DATA_built).new

# No bitcode: what JIT inlined of the library could not find what is hidden in
# it, and would have been compiled without -ffp-contract=off.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell '$(PG_CONFIG)' --pgxs 2>/dev/null)
SERVER_HEADERS := $(shell '$(PG_CONFIG)' --includedir-server 2>/dev/null)

# Where this file lies: ./, or what was given with -f.  Not a full path, which may
# have blanks in it.
HERE := $(dir $(firstword $(MAKEFILE_LIST)))

ifneq ($(and $(PGXS),$(wildcard $(PGXS))),)
include $(PGXS)

# Debian's clients come with PGXS and without the header files of the server.
ifeq ($(wildcard $(SERVER_HEADERS)/postgres.h),)
$(OBJS): no-postgresql
endif

$(DATA_built): $(INSTALL_PARTS)
	awk 'FNR == 1 && NR > 1 { print "" } { print }' $^ >'$@.new'
	mv '$@.new' '$@'

ifneq ($(OUTSIDE),)
# A build outside the source tree has no folders for the objects yet, and make
# would take those of a build among the sources.
ifneq ($(wildcard $(srcdir)/src/*.o $(srcdir)/src/*/*.o $(srcdir)/$(MODULE_big)$(DLSUFFIX)),)
$(error There are objects in $(srcdir): run "make clean" there first)
endif
OBJECT_FOLDERS = $(addprefix $(CURDIR)/,$(sort $(dir $(OBJS))))
$(OBJS): | $(OBJECT_FOLDERS)
$(OBJECT_FOLDERS):
	$(MKDIR_P) '$@'

clean: clean-folders
clean-folders:
	rm -f $(OBJS) $(EXTRA_CLEAN)
	rmdir $(OBJECT_FOLDERS) src 2>/dev/null || :
.PHONY: clean-folders
endif

-include $(OBJS:.o=.d)
else
all install uninstall installcheck clean: no-postgresql
endif

no-postgresql:
	@bash '$(HERE)test/setup' --headers

# The scripts read these from the environment.
export PG_CONFIG HTML CSV MAP DATES ZONE MARK BLANK_END CURRENCY AS_OF FISCAL ANYWAY ROWS ROUNDS ONLY WRITE TESTS KEEP LONG MINUTES OUT
export REPORTS

test:
	@bash '$(HERE)test/run'

test-all:
	@bash '$(HERE)test/all'

test-%:
	@[ -f '$(HERE)test/long/$*' ] || { echo 'There is no test/long/$*; "make help" lists what there is.' >&2; exit 2; }
	@bash '$(HERE)test/long/$*'

demo:
	@bash '$(HERE)test/demo/run'

dist:
	@bash '$(HERE)test/dist'

bench:
	@bash '$(HERE)test/bench/run'

# The style of the C sources, which .clang-format holds (clang-format 14).
format:
	clang-format -i $(wildcard $(HERE)src/*.[ch] $(HERE)src/*/*.[ch] $(HERE)test/*/*.[ch] $(HERE)test/*/*/*.[ch])

# The head of this file, and the names of the long tests: those without a dot.
LONG_TESTS = $(foreach file,$(notdir $(wildcard $(HERE)test/long/*)),$(if $(findstring .,$(file)),,$(file)))
help:
	@awk -v names='$(sort $(LONG_TESTS))' '!/^#/ { exit } { sub(/^# ?/, ""); sub(/NAME:$$/, "NAME: " names); print }' \
		'$(firstword $(MAKEFILE_LIST))'

.PHONY: all install uninstall installcheck clean no-postgresql format help test test-all demo dist bench
