/* The reader of pictures from outside, and what cairo makes of those it lets in. */
#include "out/pdf.h"
#include "out/picture.h"

/* Fontconfig and cairo keep what they read of the fonts for the process. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n";
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	static struct arena arena;	/* keeps a block for the next run */
	struct ctx c = { .arena = &arena, .now = { 1 } };
	struct picture picture;
	struct bytes out;

	/* Small pictures only: zeroing millions of pixels a run finds nothing. */
	if (picture_read(&arena, (struct bytes){ data, size }, &picture) &&
	    picture.width <= 512 && picture.height <= 512) {
		struct pdf *pdf = pdf_new(&c, 50, 50, "fuzz");

		pdf_picture(pdf, (struct pdf_box){ 0, 0, 50, 50 },
		    (struct bytes){ data, size });
		pdf_finish(pdf, &out);
	}
	arena_reset(&arena);
	return 0;
}
