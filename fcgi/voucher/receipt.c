#include "voucher/receipt.h"

#include "base/clock.h"
#include "base/config.h"
#include "office/contact.h"
#include "out/pdf.h"
#include "people/person.h"
#include "shape/say.h"
#include "voucher/round.h"
#include "voucher/sale.h"

enum { A5_WIDTH = 148, A5_HEIGHT = 210 };

struct receipt {
	struct pdf *pdf;
	struct sale sale;
	struct round round;
	struct person person;
	const char *claim_code;
	struct contact contact;
};

static const struct pdf_style plain = { .size_pt = 10 };
static const struct pdf_style small = { .size_pt = 8.5 };

static void
head(struct ctx *c, const struct receipt *r)
{
	const struct sale *s = &r->sale;
	const char *title = say(c, s->is_void ? "receipt.title_void" : "receipt.title", NULL);
	const char *when = arena_text(c->arena, "%s %s", date_wareki(c->arena, s->sold_on),
	    tokyo_time(c->arena, s->sold_at));

	pdf_text(r->pdf, (struct pdf_box){ 12, 10, 124, 11 },
	    (struct pdf_style){ .size_pt = 20, .bold = true, .align = PDF_CENTRE }, title);
	pdf_text(r->pdf, (struct pdf_box){ 12, 23, 124, 5 },
	    (struct pdf_style){ .size_pt = 9, .align = PDF_RIGHT },
	    SAY(c, "receipt.number", P(receipt_no, s->receipt_no)));
	pdf_text(r->pdf, (struct pdf_box){ 12, 28, 124, 5 },
	    (struct pdf_style){ .size_pt = 9, .align = PDF_RIGHT }, when);
	pdf_text(r->pdf, (struct pdf_box){ 12, 36, 124, 9 },
	    (struct pdf_style){ .size_pt = 15, .fit = true },
	    SAY(c, "receipt.buyer", P(name, r->person.name)));
	pdf_line(r->pdf, 12, 45, 136, 45, 0.3);
	pdf_frame(r->pdf, (struct pdf_box){ 24, 50, 100, 15 }, 0.5, 1);
	pdf_text(r->pdf, (struct pdf_box){ 24, 53.5, 100, 11 },
	    (struct pdf_style){ .size_pt = 20, .bold = true, .align = PDF_CENTRE, .fit = true },
	    SAY(c, "receipt.amount", P(yen, say_number(c->arena, s->paid_yen))));
	pdf_text(r->pdf, (struct pdf_box){ 12, 68, 124, 10 },
	    (struct pdf_style){ .size_pt = 10, .align = PDF_CENTRE, .fit = true },
	    SAY(c, "receipt.what", P(round_name, r->round.name)));
}

static const char *
yen(struct ctx *c, int64_t amount)
{
	return SAY(c, "receipt.yen", P(yen, say_number(c->arena, amount)));
}

static double
detail(struct ctx *c, const struct receipt *r)
{
	const struct sale *s = &r->sale;
	const struct pdf_column columns[] = {
		{ say(c, "receipt.detail", NULL), 80, PDF_LEFT },
		{ say(c, "receipt.sum", NULL), 44, PDF_RIGHT } };
	const char *price = SAY(c, "receipt.sets", P(price, say_number(c->arena,
	    s->paid_yen / s->sets)), P(sets, s->sets));
	const char *cells[] = { price, yen(c, s->paid_yen),
		say(c, "receipt.received", NULL), yen(c, s->received_yen),
		say(c, "receipt.change", NULL), yen(c, s->received_yen - s->paid_yen),
		say(c, "receipt.face", NULL), yen(c, s->face_yen),
		say(c, "receipt.premium", NULL), yen(c, s->face_yen - s->paid_yen) };

	return pdf_table(r->pdf, 12, 79, &(struct pdf_table){ columns, 2, cells, 5 });
}

/* The code for a phone: an address any camera opens, and the same to type. */
static int
claim(struct ctx *c, const struct receipt *r, double y)
{
	const char *address = arena_text(c->arena, "%s/c/%s", c->config->origin, r->claim_code);
	struct qr qr;

	if (qr_make(c, address, &qr) != 0)
		return -1;
	pdf_frame(r->pdf, (struct pdf_box){ 12, y, 124, 38 }, 0.3, 1);
	pdf_qr(r->pdf, (struct pdf_box){ 14, y + 2, 34, 34 }, &qr);
	pdf_text(r->pdf, (struct pdf_box){ 51, y + 3, 82, 22 }, plain,
	    say(c, "receipt.claim", NULL));
	pdf_text(r->pdf, (struct pdf_box){ 51, y + 27, 82, 9 },
	    (struct pdf_style){ .size_pt = 11, .bold = true, .fit = true }, r->claim_code);
	return 0;
}

/* At the foot: who gave this out and whom to ask. */
static void
contact(struct ctx *c, const struct receipt *r, double y)
{
	const struct contact *to = &r->contact;
	const char *municipality = c->config->municipality;
	static const struct pdf_style line = { .size_pt = 9.5, .fit = true };

	if (to->section == NULL || to->address == NULL || to->phone == NULL) {
		pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 10 }, small,
		    SAY(c, "receipt.contact", P(municipality, municipality)));
		return;
	}
	pdf_line(r->pdf, 12, y + 1, 136, y + 1, 0.2);
	y += 2.5;
	y += pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 6.5 }, line,
	    SAY(c, "receipt.contact_at", P(municipality, municipality),
	        P(section, to->section))) + 1;
	pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 6.5 }, line,
	    SAY(c, "receipt.contact_where", P(address, to->address), P(phone, to->phone)));
}

static int
body(struct ctx *c, const struct receipt *r)
{
	const struct round *round = &r->round;
	double y = detail(c, r) + 4;

	y += pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 12 },
	    (struct pdf_style){ .size_pt = 11, .bold = true, .fit = true },
	    SAY(c, "receipt.use", P(use_from, date_wareki(c->arena, round->use_from_on)),
	        P(use_to, date_wareki(c->arena, round->use_to_on)))) + 2;
	if (r->claim_code != NULL && !r->sale.is_void && claim(c, r, y) != 0)
		return -1;
	y = 177;
	y += pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 6 }, small,
	    say(c, "receipt.no_refund", NULL)) + 1;
	y += pdf_text(r->pdf, (struct pdf_box){ 12, y, 124, 6 }, small,
	    say(c, "receipt.fraud", NULL)) + 1;
	contact(c, r, y);
	return 0;
}

int
receipt_print(struct ctx *c, int64_t sale_id, struct bytes *out)
{
	const char *language = c->language;
	struct receipt r;
	int status;

	if (sale_read(c, sale_id, &r.sale) != 0 || round_read(c, r.sale.round_id, &r.round) != 0 ||
	    person_look(c, r.sale.person_id, "counter_sale", &r.person) != 0 ||
	    sale_claim_code(c, &r.sale, &r.claim_code) != 0 || contact_read(c, &r.contact) != 0)
		return -1;
	c->language = "ja";		/* the paper of the city, whoever prints it */
	r.pdf = pdf_new(c, A5_WIDTH, A5_HEIGHT, say(c, "receipt.title", NULL));
	head(c, &r);
	status = body(c, &r);
	c->language = language;
	return status != 0 ? -1 : pdf_finish(r.pdf, out);
}
