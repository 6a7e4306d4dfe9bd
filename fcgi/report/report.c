#include "report/report.h"

const char *const report_use_orders[] = { "most", "least", NULL };
const char *const report_day_orders[] = { "newest", "oldest", NULL };

/* Members and fields that every report of use ends with. */
#define USE_MEMBERS int64_t payments, used_paid_yen, used_premium_yen, used_yen
#define USE_FIELDS(T)								\
	FIELD(T, payments, "Payments that stand"),				\
	FIELD(T, used_paid_yen, "Of the paid part, yen"),			\
	FIELD(T, used_premium_yen, "Of the premium, yen"),			\
	FIELD(T, used_yen, "Together, yen")
#define USE_SUMS " CAST(SUM(u.payments) AS SIGNED) AS payments,"		\
	" CAST(SUM(u.paid_yen) AS SIGNED) AS used_paid_yen,"			\
	" CAST(SUM(u.premium_yen) AS SIGNED) AS used_premium_yen,"		\
	" CAST(SUM(u.paid_yen + u.premium_yen) AS SIGNED) AS used_yen"
#define USE_ORDERS (const struct order[]){ { "most", "x.used_yen", true },	\
	{ "least", "x.used_yen", false }, { 0 } }
#define DAY_ORDERS(column) (const struct order[]){ { "newest", column, true },	\
	{ "oldest", column, false }, { 0 } }

/* What is used, grouped: the columns a row begins with, what they are, and by what. */
#define USE_OF(shown, made, group) .select = "SELECT " shown ", x.payments, x.used_paid_yen,"	\
	" x.used_premium_yen, x.used_yen FROM (SELECT " made "," USE_SUMS			\
	" FROM report_use u JOIN shop s ON s.shop_id = u.shop_id"			\
	" WHERE u.used_on BETWEEN ? AND ? GROUP BY " group ") x WHERE 1 = 1", .fixed = 2
#define SHOPS_MADE ", COUNT(DISTINCT u.shop_id) AS shops"
#define SHOPS_FIELD(T) FIELD(T, shops, "Shops that took something")

struct use_of_shop {
	int64_t shop_id;
	const char *shop_no, *shop_name, *industry, *area;
	USE_MEMBERS;
};
SHAPE(use_of_shop, "What a shop took",
    FIELD(use_of_shop, shop_id, "Shop"),
    FIELD(use_of_shop, shop_no, "Number people can type", .optional = true),
    FIELD(use_of_shop, shop_name, "Name"),
    FIELD(use_of_shop, industry, "Industry", .words = "industry"),
    FIELD(use_of_shop, area, "Part of the municipality"),
    USE_FIELDS(use_of_shop));
const struct listing report_use_shops = {
	USE_OF("x.shop_id, x.shop_no, x.shop_name, x.industry, x.area",
	    "u.shop_id, MAX(s.shop_no) AS shop_no, MAX(s.name) AS shop_name,"
	    " MAX(s.industry) AS industry, MAX(s.area) AS area", "u.shop_id"),
	.orders = USE_ORDERS, .key = "x.shop_id", .row = &use_of_shop_shape,
	.export_name = "use" };

struct use_of_area { const char *area; int64_t shops; USE_MEMBERS; };
SHAPE(use_of_area, "What the shops of an area took",
    FIELD(use_of_area, area, "Part of the municipality"),
    SHOPS_FIELD(use_of_area), USE_FIELDS(use_of_area));
const struct listing report_use_areas = {
	USE_OF("x.area, x.shops", "s.area" SHOPS_MADE, "s.area"),
	.orders = USE_ORDERS, .key = "x.area", .row = &use_of_area_shape,
	.export_name = "areas" };

struct use_of_industry { int64_t place; const char *industry; int64_t shops; USE_MEMBERS; };
SHAPE(use_of_industry, "What the shops of an industry took",
    FIELD(use_of_industry, place, "1: the most"),
    FIELD(use_of_industry, industry, "Industry", .words = "industry"),
    SHOPS_FIELD(use_of_industry), USE_FIELDS(use_of_industry));
const struct listing report_use_industries = {
	USE_OF("x.place, x.industry, x.shops", "ROW_NUMBER() OVER"
	    " (ORDER BY SUM(u.paid_yen + u.premium_yen) DESC) AS place, s.industry" SHOPS_MADE,
	    "s.industry"),
	.orders = USE_ORDERS, .key = "x.place", .row = &use_of_industry_shape,
	.export_name = "industries" };

struct use_of_day { const char *used_on; int64_t shops; USE_MEMBERS; };
SHAPE(use_of_day, "What all shops took on a day",
    FIELD(use_of_day, used_on, "Tokyo day"),
    SHOPS_FIELD(use_of_day), USE_FIELDS(use_of_day));
const struct listing report_use_days = {
	USE_OF("x.used_on, x.shops", "u.used_on" SHOPS_MADE, "u.used_on"),
	.orders = DAY_ORDERS("x.used_on"), .key = "x.used_on", .row = &use_of_day_shape,
	.export_name = "days" };

struct sale_of_day { const char *sold_on; int64_t sales, sets, sold_yen, premium_yen; };
SHAPE(sale_of_day, "What was sold on a day",
    FIELD(sale_of_day, sold_on, "Tokyo day"),
    FIELD(sale_of_day, sales, "Sales that stand"),
    FIELD(sale_of_day, sets, "Sets"),
    FIELD(sale_of_day, sold_yen, "Price of them, yen"),
    FIELD(sale_of_day, premium_yen, "Premium on them, yen"));
const struct listing report_sale_days = {
	.select = "SELECT x.sold_on, x.sales, x.sets, x.sold_yen, x.premium_yen FROM"
	    " (SELECT s.sold_on, CAST(SUM(s.sales) AS SIGNED) AS sales,"
	    " CAST(SUM(s.sets) AS SIGNED) AS sets, CAST(SUM(s.paid_yen) AS SIGNED) AS sold_yen,"
	    " CAST(SUM(s.premium_yen) AS SIGNED) AS premium_yen FROM report_sale s"
	    " WHERE s.sold_on BETWEEN ? AND ? GROUP BY s.sold_on) x WHERE 1 = 1",
	.fixed = 2, .orders = DAY_ORDERS("x.sold_on"), .key = "x.sold_on",
	.row = &sale_of_day_shape, .export_name = "sales" };

struct report_week {
	const char *week_on;
	int64_t listed_shops, sales, sets, sold_yen, premium_yen, payments, used_yen;
};
SHAPE(report_week, "A week from Monday",
    FIELD(report_week, week_on, "Its Monday"),
    FIELD(report_week, listed_shops, "Shops on the list by its Sunday"),
    FIELD(report_week, sales, "Sales that stand"),
    FIELD(report_week, sets, "Sets sold"),
    FIELD(report_week, sold_yen, "Price of them, yen"),
    FIELD(report_week, premium_yen, "Premium on them, yen"),
    FIELD(report_week, payments, "Payments at shops that stand"),
    FIELD(report_week, used_yen, "Used at shops, yen"));
const struct listing report_weeks = {
	.select = "SELECT x.week_on, x.listed_shops, x.sales, x.sets, x.sold_yen, x.premium_yen,"
	    " x.payments, x.used_yen FROM (SELECT w.week_on,"
	    " (SELECT COUNT(*) FROM shop s WHERE s.listed_on <= w.week_on + INTERVAL 6 DAY)"
	    "  AS listed_shops, CAST(SUM(w.sales) AS SIGNED) AS sales,"
	    " CAST(SUM(w.sets) AS SIGNED) AS sets, CAST(SUM(w.sold_yen) AS SIGNED) AS sold_yen,"
	    " CAST(SUM(w.premium_yen) AS SIGNED) AS premium_yen,"
	    " CAST(SUM(w.payments) AS SIGNED) AS payments,"
	    " CAST(SUM(w.used_yen) AS SIGNED) AS used_yen FROM"
	    " (SELECT s.sold_on - INTERVAL WEEKDAY(s.sold_on) DAY AS week_on, s.sales, s.sets,"
	    "  s.paid_yen AS sold_yen, s.premium_yen, 0 AS payments, 0 AS used_yen"
	    "  FROM report_sale s WHERE s.sold_on BETWEEN ? AND ?"
	    "  UNION ALL SELECT u.used_on - INTERVAL WEEKDAY(u.used_on) DAY, 0, 0, 0, 0,"
	    "  u.payments, u.paid_yen + u.premium_yen FROM report_use u"
	    "  WHERE u.used_on BETWEEN ? AND ?) w GROUP BY w.week_on) x WHERE 1 = 1",
	.fixed = 4, .orders = DAY_ORDERS("x.week_on"), .key = "x.week_on",
	.row = &report_week_shape, .export_name = "weeks" };
