#ifndef OFFICE_NAMES_H
#define OFFICE_NAMES_H

#include "people/shops.h"

/* What signing in asks about shops and their devices, answered from the register. */
extern const struct shop_names office_shop_names;

#endif
