#include "voucher/card.h"

#include "base/config.h"
#include "out/pdf.h"
#include "shape/say.h"

/* ISO/IEC 7810 ID-1, as every purse and every card printer knows it. */
static const double width_mm = 85.6, height_mm = 54;

static void
draw(struct ctx *c, struct pdf *pdf, const struct card *card, const struct qr *qr)
{
	const char *no = card->card_no;
	const char *spaced = arena_text(c->arena, "%.4s %.4s %.4s %.4s", no, no + 4, no + 8,
	    no + 12);

	pdf_text(pdf, (struct pdf_box){ 4, 3, 77.6, 5 },
	    (struct pdf_style){ .size_pt = 8, .fit = true }, c->config->municipality);
	pdf_text(pdf, (struct pdf_box){ 4, 8, 77.6, 7 },
	    (struct pdf_style){ .size_pt = 13, .bold = true, .fit = true },
	    say(c, "card.title", NULL));
	pdf_qr(pdf, (struct pdf_box){ 54, 15, 28, 28 }, qr);
	pdf_text(pdf, (struct pdf_box){ 4, 18, 49, 24 },
	    (struct pdf_style){ .size_pt = 7.5, .fit = true }, say(c, "card.how", NULL));
	pdf_text(pdf, (struct pdf_box){ 4, 45, 77.6, 7 },
	    (struct pdf_style){ .size_pt = 13, .bold = true, .align = PDF_CENTRE, .fit = true },
	    spaced);
}

int
card_print(struct ctx *c, int64_t card_id, struct bytes *out)
{
	const char *language = c->language;
	struct card card;
	struct pdf *pdf;
	struct qr qr;

	if (card_read(c, card_id, &card) != 0 ||
	    qr_make(c, arena_text(c->arena, "M1%s", card.card_no), &qr) != 0)
		return -1;
	c->language = "ja";
	pdf = pdf_new(c, width_mm, height_mm, say(c, "card.title", NULL));
	draw(c, pdf, &card, &qr);
	c->language = language;
	return pdf_finish(pdf, out);
}
