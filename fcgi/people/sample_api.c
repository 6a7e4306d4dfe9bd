#include "out/outbox.h"
#include "people/people_api.h"
#include "people/sample.h"

struct mailbox_out { struct list mails; };
SHAPE(mailbox_out, "Mails of the sample set-up",
    FIELD(mailbox_out, mails, "Newest first", .of = &mailbox_row_shape));

static int
get_mailbox(struct ctx *c, const void *input, void *output)
{
	struct mailbox_out *out = output;

	(void)input;
	return mailbox_read(c, &out->mails);
}

struct sample_sign_ins_out { struct list sign_ins; };
SHAPE(sample_sign_ins_out, "Who may sign in to the sample set-up",
    FIELD(sample_sign_ins_out, sign_ins, "Sign-ins", .of = &sample_sign_in_shape));

static int
get_sign_ins(struct ctx *c, const void *input, void *output)
{
	struct sample_sign_ins_out *out = output;

	(void)input;
	return sample_sign_in_list(c, &out->sign_ins);
}

const struct route sample_routes[] = {
	{ GET, "/api/people/sample-mailbox", "Mails of the sample set-up", &right_public, SAMPLE,
	  get_mailbox, NULL, &mailbox_out_shape },
	{ GET, "/api/people/sample-sign-ins", "Sign-ins of the sample set-up", &right_public,
	  SAMPLE, get_sign_ins, NULL, &sample_sign_ins_out_shape },
	{ 0 }
};
