#include "http/worker.h"
#include "voucher/sales_api.h"

