#include "out/qr.h"

#include <errno.h>
#include <string.h>

#include <qrencode.h>

const struct reason qr_too_long = { 400, "qr_too_long" };

int
qr_make(struct ctx *c, const char *text, struct qr *out)
{
	unsigned char *modules;
	QRcode *code;
	size_t count;

	/* Bytes as they are: readers take UTF-8, and letter case counts. */
	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_H);
	if (code == NULL) {
		if (errno == ERANGE)
			return fail(c, &qr_too_long);
		return fail_internal(c, "qr: libqrencode: errno %d", errno);
	}
	count = (size_t)code->width * (size_t)code->width;
	modules = arena_copy(c->arena, code->data, count);
	out->width = code->width;
	QRcode_free(code);
	/* The lowest bit is the colour; the others are the encoder's notes. */
	for (size_t i = 0; i < count; i++)
		modules[i] &= 1;
	out->modules = modules;
	return 0;
}
