#include "base/config.h"
#include "db/db.h"
#include "office/poster.h"
#include "out/pdf.h"
#include "shape/say.h"

/*
 * The shop kit (requirement V12, seed 5(5)ア(オ)): an A4 poster and, on the
 * second page, a stand for the counter to cut out and fold.  Black on white,
 * so that any printer will do.  The words are the app's own.
 */
enum { A4_WIDTH = 210, A4_HEIGHT = 297 };

struct kit {
	struct pdf *pdf;
	struct shop_sign shop;
	struct qr qr;
};

STMT(newest_valid,
    "SELECT p.poster_id, p.version, p.note, p.made_at, r.revoked_at FROM poster p "
    "LEFT JOIN poster_revocation r ON r.poster_id = p.poster_id "
    "WHERE p.shop_id = ? AND r.poster_id IS NULL ORDER BY p.version DESC LIMIT 1");

static void
steps(struct ctx *c, struct pdf *pdf, struct pdf_box box, double size_pt)
{
	static const char *const keys[] = { "kit.step1", "kit.step2", "kit.step3", "kit.step4" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		double used = pdf_text(pdf, box, (struct pdf_style){ .size_pt = size_pt },
		    arena_text(c->arena, "%zu  %s", i + 1, SAY(c, keys[i])));

		box.y_mm += used + size_pt * 0.18;
	}
}

static void
poster_page(struct ctx *c, struct kit *k)
{
	const char *number = SAY(c, "kit.number", P(shop_no, k->shop.shop_no));

	pdf_frame(k->pdf, (struct pdf_box){ 10, 10, A4_WIDTH - 20, A4_HEIGHT - 20 }, 0.8, 6);
	pdf_text(k->pdf, (struct pdf_box){ 20, 20, 170, 10 },
	    (struct pdf_style){ .size_pt = 16, .align = PDF_CENTRE, .fit = true },
	    c->config->municipality);
	pdf_text(k->pdf, (struct pdf_box){ 20, 31, 170, 18 },
	    (struct pdf_style){ .size_pt = 34, .bold = true, .align = PDF_CENTRE, .fit = true },
	    SAY(c, "kit.title"));
	pdf_text(k->pdf, (struct pdf_box){ 20, 54, 170, 16 },
	    (struct pdf_style){ .size_pt = 26, .align = PDF_CENTRE, .fit = true }, k->shop.name);
	pdf_qr(k->pdf, (struct pdf_box){ 50, 74, 110, 110 }, &k->qr);
	pdf_text(k->pdf, (struct pdf_box){ 20, 187, 170, 10 },
	    (struct pdf_style){ .size_pt = 20, .bold = true, .align = PDF_CENTRE }, number);
	steps(c, k->pdf, (struct pdf_box){ 30, 202, 150, 40 }, 17);
	if (k->shop.exclusions != NULL)
		pdf_text(k->pdf, (struct pdf_box){ 24, 248, 162, 18 },
		    (struct pdf_style){ .size_pt = 12, .fit = true },
		    SAY(c, "kit.exclusions", P(exclusions, k->shop.exclusions)));
	pdf_text(k->pdf, (struct pdf_box){ 24, 268, 162, 14 },
	    (struct pdf_style){ .size_pt = 11, .align = PDF_CENTRE, .fit = true },
	    SAY(c, "kit.foot"));
}

/* A tent: two cuts, two folds; the printed face stands upright. */
static void
stand_page(struct ctx *c, struct kit *k)
{
	const double x = 40, y = 30, width = 130, face = 150, foot = 40;

	pdf_page(k->pdf);
	pdf_text(k->pdf, (struct pdf_box){ 20, 14, 170, 8 },
	    (struct pdf_style){ .size_pt = 11, .align = PDF_CENTRE }, SAY(c, "kit.fold"));
	pdf_frame(k->pdf, (struct pdf_box){ x, y, width, face + 2 * foot }, 0.3, 0);
	pdf_dashes(k->pdf, x, y + face, x + width, y + face);
	pdf_dashes(k->pdf, x, y + face + foot, x + width, y + face + foot);
	pdf_text(k->pdf, (struct pdf_box){ x + 6, y + 6, width - 12, 12 },
	    (struct pdf_style){ .size_pt = 22, .bold = true, .align = PDF_CENTRE, .fit = true },
	    SAY(c, "kit.title"));
	pdf_text(k->pdf, (struct pdf_box){ x + 6, y + 20, width - 12, 10 },
	    (struct pdf_style){ .size_pt = 18, .align = PDF_CENTRE, .fit = true }, k->shop.name);
	pdf_qr(k->pdf, (struct pdf_box){ x + 32.5, y + 32, 65, 65 }, &k->qr);
	pdf_text(k->pdf, (struct pdf_box){ x + 6, y + 99, width - 12, 8 },
	    (struct pdf_style){ .size_pt = 14, .bold = true, .align = PDF_CENTRE },
	    SAY(c, "kit.number", P(shop_no, k->shop.shop_no)));
	steps(c, k->pdf, (struct pdf_box){ x + 10, y + 110, width - 20, 36 }, 12);
}

int
kit_make(struct ctx *c, int64_t shop_id, struct bytes *out)
{
	struct kit k = { 0 };
	struct poster poster;
	const char *url;

	if (shop_by_id(c, shop_id, &k.shop) != 0 ||
	    db_one(c, &newest_valid, &poster_shape, &poster, A(shop_id)) != 0 ||
	    poster_url(c, poster.poster_id, &url) != 0 || qr_make(c, url, &k.qr) != 0)
		return -1;
	k.pdf = pdf_new(c, A4_WIDTH, A4_HEIGHT, SAY(c, "kit.title"));
	poster_page(c, &k);
	stand_page(c, &k);
	return pdf_finish(k.pdf, out);
}
