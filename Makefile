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
MODULE_big = commissioning
DATA = sql/commissioning--1.0.sql sql/commissioning--1.0--1.1.sql

# The three floors of src/: each may use the ones before it, none after.
GROUND = wide decimal years precise radix ledger ledger_room ledger_compact ledger_merge holdings
MIDDLE = span figures summary summary_state summary_project summary_keys summary_text \
	summary_text_read summary_binary commissioning
TOP = term fiscal_year term_summary concentration overlap overlap_pairs burden frequency frequency_words \
	nzbn disclosure
OBJS = $(patsubst %,src/%.o,$(GROUND) $(MIDDLE) $(TOP))

# Chapters that have a regression test; a test is named as its chapter.
REGRESS = $(sort $(basename $(notdir $(filter-out $(srcdir)/sql/$(EXTENSION)--%, \
	$(wildcard $(srcdir)/sql/*.sql)))))
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

EXTRA_CLEAN = src/*.gcda src/*.gcno

# No bitcode: what JIT inlined of the library could not find what is hidden in
# it, and would have been compiled without -ffp-contract=off.
override with_llvm = no

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

ifneq ($(and $(PGXS),$(wildcard $(PGXS))),)
include $(PGXS)

# PGXS tracks no headers, and a build outside the source tree has no src/ yet.
$(OBJS) $(OBJS:.o=.bc): $(wildcard $(srcdir)/src/*.h) | $(CURDIR)/src
$(CURDIR)/src:
	$(MKDIR_P) '$@'
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
	clang-format -i $(wildcard $(HERE)src/*.[ch] $(HERE)test/*/*.[ch])

.PHONY: format all install uninstall installcheck clean test test-all demo bench
