# make            build every program into build/
# make run        start a private installation with sample data, until Ctrl-C
# make test       unit, rules, sql and API tests under sanitizers, browser and chaos tests;
#                 SAN=1: those under sanitizers too
# make lint       layers, sizes, banned calls, drift of generated files
# make bench      the figures of docs/quality.md     make chaos   kill -9 under load
# make settle     a month closed, paid and read back in the browser, with a kill in each step
# make month      100,000 payments through the rules, and the checks over them
# make drill      backup, loss of the machine, restore
# make fuzz       parsers of outside bytes           make spec    api.json and api.ts
# make install DESTDIR=/somewhere                    programs, units, nginx, app

APPS   := $(patsubst fcgi/apps/%.c,%,$(wildcard fcgi/apps/*.c))
UNITS  := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
RULES  := $(patsubst tests/rules/%.c,%,$(wildcard tests/rules/test_*.c))
PKGS   := libcjson fcgi libmariadb libjwt libqrencode libsodium libcrypto libcurl pangocairo xlsxwriter libarchive
OUT    := build$(if $(SAN),-san)$(if $(FUZZ),-fuzz)

# sanitized: half the time to compile, and reports name their lines all the same
CFLAGS ?= $(if $(SAN),-O1 -g1,-O2 -g)
CFLAGS += -std=c11 -D_GNU_SOURCE -Ifcgi -Itests -MMD -MP -Werror -Wall -Wextra -Wpedantic \
	  -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	  -Wno-missing-braces -Wno-missing-field-initializers \
	  -fstack-protector-strong -fvisibility=hidden $(PKG_CFLAGS)
# hidden: a name of ours (json_string, hash) must not stand in for one inside a library
LDLIBS = -Wl,--as-needed $(PKG_LIBS) -lm
# asked for once and not before something is compiled: `make run` installs pkg-config
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
ifdef SAN
CFLAGS += -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif
ifdef FUZZ
CC     := clang
CFLAGS += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
endif

# make V=1 shows the whole commands
ifndef V
CC_SAY = @echo '  CC   $<';
AR_SAY = @echo '  AR   $@';
LD_SAY = @echo '  LD   $@';
endif

LIB    := $(patsubst %.c,$(OUT)/%.o,$(filter-out fcgi/apps/%,$(wildcard fcgi/*/*.c)))

# every core, unless `make -j` said otherwise
JOBS = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

all: $(APPS:%=$(OUT)/%)
tests-build: $(UNITS:%=$(OUT)/unit/%) $(RULES:%=$(OUT)/rules/%)
.PHONY: all tests-build clean app run test lint bench month settle chaos drill fuzz spec install
.SECONDARY:

$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC_SAY)$(CC) $(CFLAGS) -c -o $@ $<

$(OUT)/madoguchi.a: $(LIB)
	@rm -f $@
	$(AR_SAY)$(AR) rcs $@ $^

# madoctl holds every statement, whoever calls it: check-sql prepares them all.
LINKED = $^
$(OUT)/madoctl: LINKED = -Wl,--whole-archive $^ -Wl,--no-whole-archive
$(APPS:%=$(OUT)/%): $(OUT)/%: $(OUT)/fcgi/apps/%.o $(OUT)/madoguchi.a
	$(LD_SAY)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(LINKED) $(LDLIBS)

$(OUT)/unit/%: $(OUT)/tests/unit/%.o $(OUT)/madoguchi.a
	@mkdir -p $(@D)
	$(LD_SAY)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

$(OUT)/rules/%: $(OUT)/tests/rules/%.o $(OUT)/madoguchi.a
	@mkdir -p $(@D)
	$(LD_SAY)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

$(OUT)/fuzz/%: $(OUT)/tests/fuzz/%.o $(OUT)/madoguchi.a
	@mkdir -p $(@D)
	$(LD_SAY)$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The benchmark's own programs hold nothing of the product.
BENCH := load replay ceiling
$(BENCH:%=$(OUT)/bench/%): $(OUT)/bench/%: $(OUT)/tests/bench/%.o
	@mkdir -p $(@D)
	$(LD_SAY)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -pthread

$(OUT)/bench/sync.so: tests/bench/sync.c
	@mkdir -p $(@D)
	$(LD_SAY)$(CC) $(CFLAGS) -shared -fPIC -o $@ $< -ldl

# The scripts find the programs of this build there.
export MADOGUCHI_BUILD := $(CURDIR)/$(OUT)
LOCAL := systemd/local
NEED  := +@$(LOCAL)/need

app:
	@$(LOCAL)/app

run:
	$(NEED) run
	+@$(MAKE) $(JOBS) --no-print-directory all app
	@exec $(LOCAL)/run

test:
	$(NEED) run test
	+@$(MAKE) $(JOBS) --no-print-directory all app
	+@$(MAKE) $(JOBS) --no-print-directory SAN=1 all tests-build
	@exec tests/run

lint:
	+@$(MAKE) $(JOBS) --no-print-directory all
	@tests/lint

bench:
	$(NEED) run test bench
	+@$(MAKE) $(JOBS) --no-print-directory all app $(BENCH:%=$(OUT)/bench/%) $(OUT)/bench/sync.so
	@exec tests/bench/run

month:
	$(NEED) run
	+@$(MAKE) $(JOBS) --no-print-directory all
	@exec tests/bench/month

chaos:
	$(NEED) run test
	+@$(MAKE) $(JOBS) --no-print-directory all
	@exec tests/chaos/run

settle:
	$(NEED) run test
	+@$(MAKE) $(JOBS) --no-print-directory all app
	@exec tests/settle/run

drill:
	$(NEED) run test
	+@$(MAKE) $(JOBS) --no-print-directory all
	@exec tests/backup/run

fuzz:
	$(NEED) run fuzz
	@exec tests/fuzz/run

# The documents that follow from the route tables; lint fails when they differ.
spec: all
	mkdir -p web/src/api
	$(OUT)/madoctl spec json > $(OUT)/api.json && mv $(OUT)/api.json web/src/api/api.json
	$(OUT)/madoctl spec ts > $(OUT)/api.ts && mv $(OUT)/api.ts web/src/api/api.ts

# Programs, app, texts, schema, nginx and units; enables and starts nothing.
lib   := $(DESTDIR)/usr/lib/madoguchi
share := $(DESTDIR)/usr/share/madoguchi
units := $(DESTDIR)/usr/lib/systemd/system
etc   := $(DESTDIR)/etc
WORKERS := $(filter-out madoctl jobd,$(APPS))

install: all app
	install -d $(lib)/backup $(DESTDIR)/usr/bin $(share)/web $(share)/text $(units) \
	    $(etc)/madoguchi $(etc)/nginx/madoguchi $(etc)/nginx/sites-available \
	    $(etc)/mysql/mariadb.conf.d $(units)/nginx.service.d \
	    $(DESTDIR)/usr/lib/sysusers.d $(DESTDIR)/usr/lib/tmpfiles.d
	install -m 755 $(patsubst %,$(OUT)/%,$(filter-out madoctl,$(APPS))) $(lib)
	install -m 755 $(OUT)/madoctl $(DESTDIR)/usr/bin
	install -m 755 $(filter-out %.sh,$(wildcard systemd/backup/*)) $(lib)/backup
	install -m 644 systemd/backup/common.sh $(lib)/backup
	cp -R web/dist/. $(share)/web
	rm -f $(share)/web/.built
	install -m 644 $(wildcard web/src/i18n/*.json) $(share)/text
	cd sql && find . -name '*.sql' -exec install -D -m 644 {} $(abspath $(share))/sql/{} \;
	install -m 644 sql/mariadb.cnf $(etc)/mysql/mariadb.conf.d/60-madoguchi.cnf
	install -m 644 nginx/*.inc $(etc)/nginx/madoguchi
	install -m 644 nginx/madoguchi.conf $(etc)/nginx/sites-available
	install -m 644 systemd/units/*.target systemd/units/*.slice systemd/units/*.socket \
	    systemd/units/*.service systemd/units/*.timer $(units)
	for name in $(WORKERS) jobd proof; do \
	    install -D -m 644 systemd/units/hardening.conf \
		$(units)/madoguchi-$$name.service.d/hardening.conf; done
	for name in $(WORKERS) jobd; do \
	    install -D -m 644 systemd/units/master-key.conf \
		$(units)/madoguchi-$$name.service.d/master-key.conf; done
	install -m 644 systemd/units/once.conf $(units)/madoguchi-proof.service.d/once.conf
	for name in backup binlog; do \
	    install -D -m 644 systemd/units/backup.conf \
		$(units)/madoguchi-$$name.service.d/backup.conf; done
	install -m 644 systemd/units/nginx.conf $(units)/nginx.service.d/madoguchi.conf
	install -m 644 systemd/units/sysusers.conf $(DESTDIR)/usr/lib/sysusers.d/madoguchi.conf
	install -m 644 systemd/units/tmpfiles.conf $(DESTDIR)/usr/lib/tmpfiles.d/madoguchi.conf
	test -e $(etc)/madoguchi/madoguchi.conf || \
	    install -m 644 systemd/madoguchi.conf $(etc)/madoguchi
	test -e $(etc)/madoguchi/backup.conf || \
	    install -m 644 systemd/backup.conf $(etc)/madoguchi

clean:
	rm -rf build build-san build-fuzz

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
