# commissioning - commissioning analytics for PostgreSQL
#
#   make                  build against the server that PG_CONFIG names
#   make install          install into that server
#   make installcheck     run the regression tests on a running server
#
# These need no server and no installed extension; they set up what they need
# and leave nothing behind:
#
#   make test             every test, on a private server
#   make test-all         and the long ones: every version, sanitizers, fuzzers ...
#   make test-NAME        one of them: test/long/NAME
#   make demo             the published page of a synthetic sector, or analyses of CSV=file.csv
#   make bench            timings, beside core aggregates, SQL by hand and DuckDB

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

EXTRA_CLEAN = $(addprefix src/*,.d .gcda .gcno) $(addprefix src/*/*,.d .gcda .gcno)

# No bitcode: what JIT inlined of the library could not find what is hidden in
# it, and would have been compiled without -ffp-contract=off.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

ifneq ($(and $(PGXS),$(wildcard $(PGXS))),)
include $(PGXS)

$(DATA_built): $(INSTALL_PARTS)
	awk 'FNR == 1 && NR > 1 { print "" } { print }' $^ >'$@.new'
	mv '$@.new' '$@'

ifneq ($(OUTSIDE),)
# A build outside the source tree has no folders for the objects yet, and make
# would take those of a build among the sources.
ifneq ($(wildcard $(srcdir)/src/*.o $(srcdir)/src/*/*.o),)
$(error There are objects in $(srcdir)/src: run "make clean" there first)
endif
OBJECT_FOLDERS = $(addprefix $(CURDIR)/,$(sort $(dir $(OBJS))))
$(OBJS): | $(OBJECT_FOLDERS)
$(OBJECT_FOLDERS):
	$(MKDIR_P) '$@'
endif

-include $(OBJS:.o=.d)
else
all install uninstall installcheck clean:
	@echo "No PostgreSQL to build with: '$(PG_CONFIG) --pgxs' names no file." >&2
	@echo "Install its development package (Debian: postgresql-server-dev-NN) or give PG_CONFIG=/path/to/pg_config." >&2
	@echo "(make test, make demo and make bench set up what they need.)" >&2
	@false
endif

# The scripts read these from the environment.
export PG_CONFIG CSV AS_OF ROWS ROUNDS ONLY WRITE TESTS KEEP LONG MINUTES

HERE := $(dir $(abspath $(firstword $(MAKEFILE_LIST))))

test:
	@bash '$(HERE)test/run'

test-all:
	@bash '$(HERE)test/all'

test-%:
	@bash '$(HERE)test/long/$*'

demo:
	@bash '$(HERE)test/demo/run'

bench:
	@bash '$(HERE)test/bench/run'

# The style of the C sources, which .clang-format holds (clang-format 14).
format:
	clang-format -i $(wildcard $(HERE)src/*.[ch] $(HERE)src/*/*.[ch] $(HERE)test/*/*.[ch] $(HERE)test/*/*/*.[ch])

.PHONY: format all install uninstall installcheck clean test test-all demo bench
