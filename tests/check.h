#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

/* cmocka with what it needs before it, and without its own macro fail(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail

#endif
