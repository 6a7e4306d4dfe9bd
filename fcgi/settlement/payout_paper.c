#include "settlement/payout_rows.h"

#include "base/clock.h"
#include "base/config.h"
#include "office/contact.h"
#include "office/shop.h"
#include "out/pdf.h"
#include "settlement/payout.h"
#include "shape/say.h"

/* A shop with more payments finds them in the file of payments; the paper says so. */
enum { ROWS_ON_PAPER = 2000, ROW_CELLS = 4, PART_CELLS = 3 };

struct paper {
	struct ctx *c;
	struct pdf *pdf;
	struct payout payout;
	struct shop shop;
	struct contact contact;
	struct list parts;
	struct page rows;
	int64_t count, yen;
};

static const struct pdf_style plain = { .size_pt = 10 };
static const struct pdf_style right = { .size_pt = 10, .align = PDF_RIGHT };

static const char *
wareki(const struct paper *p, const char *date)
{
	return date_wareki(p->c->arena, date);
}

static const char *
yen(const struct paper *p, int64_t amount)
{
	return SAY(p->c, "payout_paper.yen", P(yen, say_number(p->c->arena, amount)));
}

static void
head(struct paper *p)
{
	struct ctx *c = p->c;
	const struct payout *o = &p->payout;

	pdf_text(p->pdf, (struct pdf_box){ 20, 15, 170, 12 },
	    (struct pdf_style){ .size_pt = 18, .bold = true, .align = PDF_CENTRE },
	    say(c, "payout_paper.title", NULL));
	pdf_text(p->pdf, (struct pdf_box){ 20, 28, 170, 6 }, right,
	    SAY(c, "payout_paper.number", P(payout_id, o->payout_id)));
	pdf_text(p->pdf, (struct pdf_box){ 20, 33, 170, 6 }, right,
	    wareki(p, tokyo_date(c->arena, c->now)));
	pdf_text(p->pdf, (struct pdf_box){ 20, 42, 110, 9 },
	    (struct pdf_style){ .size_pt = 14, .fit = true },
	    SAY(c, "payout_paper.to", P(name, p->shop.name)));
	pdf_text(p->pdf, (struct pdf_box){ 20, 51, 110, 6 }, plain,
	    SAY(c, "payout_paper.shop_no", P(shop_no, p->shop.shop_no)));
	pdf_text(p->pdf, (struct pdf_box){ 20, 61, 170, 7 }, plain,
	    say(c, "payout_paper.lead", NULL));
	pdf_frame(p->pdf, (struct pdf_box){ 45, 70, 120, 15 }, 0.5, 1);
	pdf_text(p->pdf, (struct pdf_box){ 45, 73.5, 120, 11 },
	    (struct pdf_style){ .size_pt = 20, .bold = true, .align = PDF_CENTRE, .fit = true },
	    yen(p, o->yen));
}

static double
facts(struct paper *p, double y)
{
	struct ctx *c = p->c;
	const struct payout *o = &p->payout;
	const struct pdf_column columns[] = { { say(c, "payout_paper.fact", NULL), 50, PDF_LEFT },
		{ say(c, "payout_paper.content", NULL), 120, PDF_LEFT } };
	const char *account = o->last_digits == NULL ? say(c, "payout_paper.no_account", NULL) :
	    SAY(c, "payout_paper.account", P(bank, o->bank_name), P(digits, o->last_digits));
	const char *cells[] = { say(c, "payout_paper.period", NULL),
		SAY(c, "payout_paper.from_to", P(from_on, wareki(p, o->from_on)),
		    P(to_on, wareki(p, o->to_on))),
		say(c, "payout_paper.pay_on", NULL), wareki(p, o->pay_on),
		say(c, "payout_paper.state", NULL), say_word(c, "payout_state", o->state),
		say(c, "payout_paper.where", NULL), account };

	return pdf_table(p->pdf, 20, y, &(struct pdf_table){ columns, 2, cells, 4 });
}

static double
parts(struct paper *p, double y)
{
	struct ctx *c = p->c;
	const struct payout_part *part = p->parts.items;
	const struct pdf_column columns[] = { { say(c, "payout_paper.round", NULL), 80, PDF_LEFT },
		{ say(c, "payout_paper.part", NULL), 50, PDF_LEFT },
		{ say(c, "payout_paper.sum", NULL), 40, PDF_RIGHT } };
	const char **cells = arena_alloc(c->arena,
	    (p->parts.count + 1) * PART_CELLS * sizeof *cells), **cell = cells;

	for (size_t i = 0; i < p->parts.count; i++) {
		*cell++ = part[i].round_name != NULL ? part[i].round_name : "";
		*cell++ = say(c, part[i].part == 1 ? "payout_paper.paid_part" :
		    "payout_paper.premium_part", NULL);
		*cell++ = yen(p, part[i].yen);
	}
	*cell++ = say(c, "payout_paper.total", NULL);
	*cell++ = "";
	*cell++ = yen(p, p->payout.yen);
	return pdf_table(p->pdf, 20, y, &(struct pdf_table){ columns, PART_CELLS, cells,
	    p->parts.count + 1 });
}

static double
payments(struct paper *p, double y)
{
	struct ctx *c = p->c;
	const struct payout_row *row = p->rows.rows.items;
	const struct pdf_column columns[] = { { say(c, "payout_paper.when", NULL), 50, PDF_LEFT },
		{ say(c, "payout_paper.kind", NULL), 50, PDF_LEFT },
		{ say(c, "payout_paper.payment", NULL), 35, PDF_RIGHT },
		{ say(c, "payout_paper.sum", NULL), 35, PDF_RIGHT } };
	size_t count = p->rows.rows.count;
	const char **cells = arena_alloc(c->arena, (count + 1) * ROW_CELLS * sizeof *cells);
	const char **cell = cells;

	for (size_t i = 0; i < count; i++) {
		*cell++ = arena_text(c->arena, "%s %s", tokyo_date(c->arena, row[i].posted_at),
		    tokyo_time(c->arena, row[i].posted_at));
		*cell++ = say_word(c, "posting", row[i].kind);
		*cell++ = arena_text(c->arena, "%lld", (long long)row[i].payment_id);
		*cell++ = yen(p, row[i].yen);
	}
	return pdf_table(p->pdf, 20, y, &(struct pdf_table){ columns, ROW_CELLS, cells, count });
}

static void
contact(struct paper *p, double y)
{
	struct ctx *c = p->c;
	const struct contact *to = &p->contact;

	if (y > 255) {
		pdf_page(p->pdf);
		y = 20;
	}
	pdf_line(p->pdf, 20, y, 190, y, 0.2);
	if (to->section == NULL || to->address == NULL || to->phone == NULL) {
		pdf_text(p->pdf, (struct pdf_box){ 20, y + 3, 170, 12 }, plain,
		    SAY(c, "payout_paper.ask", P(municipality, c->config->municipality)));
		return;
	}
	pdf_text(p->pdf, (struct pdf_box){ 20, y + 3, 170, 6 }, plain,
	    SAY(c, "payout_paper.ask_at", P(municipality, c->config->municipality),
	        P(section, to->section)));
	pdf_text(p->pdf, (struct pdf_box){ 20, y + 9, 170, 6 }, plain,
	    SAY(c, "payout_paper.ask_where", P(address, to->address), P(phone, to->phone)));
}

static void
draw(struct paper *p)
{
	struct ctx *c = p->c;
	double y;

	p->pdf = pdf_new(c, 210, 297, say(c, "payout_paper.title", NULL));
	head(p);
	y = facts(p, 92);
	y = parts(p, y + 6) + 6;
	y += pdf_text(p->pdf, (struct pdf_box){ 20, y, 170, 12 }, plain, SAY(c,
	    p->count > ROWS_ON_PAPER ? "payout_paper.rows_in_file" : "payout_paper.rows",
	    P(count, p->count), P(yen, say_number(c->arena, p->yen)))) + 2;
	if (p->count > 0 && p->count <= ROWS_ON_PAPER)
		y = payments(p, y);
	contact(p, y + 8);
}

/* The page of a list holds fewer rows than a paper: they are gathered. */
static int
gather(struct paper *p)
{
	struct payout_rows_in in = { .limit = PAGE_ROWS_MAX };
	struct payout_row *all = arena_alloc(p->c->arena, ROWS_ON_PAPER * sizeof *all);
	struct list *rows = &p->rows.rows;

	*rows = (struct list){ 0, all };
	if (p->count > ROWS_ON_PAPER)
		return 0;
	do {
		struct page page = { 0 };
		const struct payout_row *row;

		if (payout_rows_read(p->c, p->payout.payout_id, &in, &page) != 0)
			return -1;
		row = page.rows.items;
		for (size_t i = 0; i < page.rows.count && rows->count < ROWS_ON_PAPER; i++)
			all[rows->count++] = row[i];
		in.after = page.next;
	} while (in.after != NULL);
	return 0;
}

int
payout_paper(struct ctx *c, int64_t payout_id, struct bytes *out)
{
	const char *language = c->language;
	struct paper p = { .c = c };

	if (payout_read(c, payout_id, &p.payout) != 0 ||
	    shop_read(c, p.payout.shop_id, &p.shop) != 0 || contact_read(c, &p.contact) != 0 ||
	    payout_parts(c, payout_id, &p.parts) != 0 ||
	    payout_rows_sum(c, payout_id, &p.count, &p.yen) != 0 || gather(&p) != 0)
		return -1;
	c->language = "ja";		/* the paper of the city, whoever prints it */
	draw(&p);
	c->language = language;
	return pdf_finish(p.pdf, out);
}
