# make            build every program into build/
# make run        start a private installation with sample data, until Ctrl-C
# make test       unit, rules, API and browser tests; SAN=1 under sanitizers
# make lint       layers, sizes, banned calls, drift of generated files
# make bench      the figures of docs/quality.md     make chaos   kill -9 under load
# make fuzz       parsers of outside bytes           make spec    api.json and api.ts
# make install DESTDIR=/somewhere                    programs, units, nginx, app

APPS   := $(patsubst fcgi/apps/%.c,%,$(wildcard fcgi/apps/*.c))
UNITS  := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
RULES  := $(patsubst tests/rules/%.c,%,$(wildcard tests/rules/test_*.c))
PKGS   := libcjson fcgi libmariadb libjwt libqrencode libsodium libcrypto libcurl pangocairo
OUT    := build$(if $(SAN),-san)

CFLAGS ?= -O2 -g
CFLAGS += -std=c11 -D_GNU_SOURCE -Ifcgi -Itests -MMD -MP -Werror -Wall -Wextra -Wpedantic \
	  -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	  -Wno-missing-braces -Wno-missing-field-initializers \
	  -fstack-protector-strong $(shell pkg-config --cflags $(PKGS))
LDLIBS := -Wl,--as-needed $(shell pkg-config --libs $(PKGS)) -lm
ifdef SAN
CFLAGS += -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif

LIB    := $(patsubst %.c,$(OUT)/%.o,$(filter-out fcgi/apps/%,$(wildcard fcgi/*/*.c)))

all: $(APPS:%=$(OUT)/%)
tests-build: $(UNITS:%=$(OUT)/unit/%) $(RULES:%=$(OUT)/rules/%)
.PHONY: all tests-build clean
.SECONDARY:

$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

$(OUT)/madoguchi.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^

# madoctl holds every statement, whoever calls it: check-sql prepares them all.
LINKED = $^
$(OUT)/madoctl: LINKED = -Wl,--whole-archive $^ -Wl,--no-whole-archive
$(APPS:%=$(OUT)/%): $(OUT)/%: $(OUT)/fcgi/apps/%.o $(OUT)/madoguchi.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(LINKED) $(LDLIBS)

$(OUT)/unit/%: $(OUT)/tests/unit/%.o $(OUT)/madoguchi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

$(OUT)/rules/%: $(OUT)/tests/rules/%.o $(OUT)/madoguchi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

clean:
	rm -rf build build-san

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
