#ifndef BASE_PUSH_H
#define BASE_PUSH_H

#include "base/ctx.h"

/*
 * Tells nginx which topics changed (ctx.events); nginx fans them out to the open
 * pages.  Called after COMMIT.  It never waits, and an event may be lost: a page
 * that misses one asks by itself a little later.
 */
void events_push(struct ctx *);

#endif
