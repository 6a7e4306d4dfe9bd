#include "out/pdf_inner.h"

#include <string.h>

#include "out/picture.h"

const struct reason picture_unreadable = { 400, "picture_unreadable" };

static cairo_status_t
next_bytes(void *arg, unsigned char *to, unsigned size)
{
	struct bytes *left = arg;

	if (left->size < size)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, left->data, size);
	*left = (struct bytes){ (const char *)left->data + size, left->size - size };
	return CAIRO_STATUS_SUCCESS;
}

static void
keep_bytes(void *bytes)
{
	(void)bytes;	/* they belong to the arena, which outlives the document */
}

/* The JPEG goes into the document as it is; the pixels here stay untouched. */
static cairo_surface_t *
jpeg_surface(const struct picture *p)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, p->width, p->height);
	cairo_status_t status = cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_JPEG,
	    p->data.data, p->data.size, keep_bytes, NULL);

	(void)status;	/* only memory can fail, and the surface then says so itself */
	return s;
}

static cairo_surface_t *
png_surface(const struct picture *p)
{
	struct bytes left = p->data;

	return cairo_image_surface_create_from_png_stream(next_bytes, &left);
}

static void
place(struct pdf *p, struct pdf_box box, const struct picture *picture, cairo_surface_t *s)
{
	double across = points(box.width_mm) / picture->width;
	double down = points(box.height_mm) / picture->height;
	double scale = across < down ? across : down;

	cairo_save(p->cairo);
	cairo_translate(p->cairo,
	    points(box.x_mm) + (points(box.width_mm) - scale * picture->width) / 2,
	    points(box.y_mm) + (points(box.height_mm) - scale * picture->height) / 2);
	cairo_scale(p->cairo, scale, scale);
	cairo_set_source_surface(p->cairo, s, 0, 0);
	cairo_rectangle(p->cairo, 0, 0, picture->width, picture->height);
	cairo_fill(p->cairo);
	cairo_restore(p->cairo);
}

int
pdf_picture(struct pdf *p, struct pdf_box box, struct bytes data)
{
	struct picture picture;
	cairo_surface_t *s;
	cairo_status_t status;

	if (!picture_read(p->ctx->arena, data, &picture))
		return fail(p->ctx, &picture_unreadable);
	s = picture.kind == PICTURE_PNG ? png_surface(&picture) : jpeg_surface(&picture);
	status = cairo_surface_status(s);
	if (status == CAIRO_STATUS_SUCCESS)
		place(p, box, &picture, s);
	cairo_surface_destroy(s);
	if (status != CAIRO_STATUS_SUCCESS)
		return fail(p->ctx, &picture_unreadable);
	return 0;
}
