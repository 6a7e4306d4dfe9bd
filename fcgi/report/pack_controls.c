#include "report/pack.h"

/*
 * Who decided what, who may, what the bank said and what the checks found.  Statements as
 * in pack_tables.c; where a row keeps no history, the table is of the present and
 * beside it the acts are of the instant.
 */
struct pack_decision { int64_t audit_id; struct instant happened_at; int64_t account_id;
	const char *account_name, *act, *object; int64_t object_id; const char *note; };
SHAPE(pack_decision, "Who decided what",
    FIELD(pack_decision, audit_id, "Entry"),
    FIELD(pack_decision, happened_at, "When"),
    FIELD(pack_decision, account_id, "Who, 0: a job"),
    FIELD(pack_decision, account_name, "Name of the account", .optional = true),
    FIELD(pack_decision, act, "What", .words = "act"),
    FIELD(pack_decision, object, "On what", .optional = true),
    FIELD(pack_decision, object_id, "Which"),
    FIELD(pack_decision, note, "Why", .optional = true));
STMT(pack_decisions, "SELECT e.audit_id, e.happened_at, e.account_id, a.name AS account_name,"
    " e.act, e.object, e.object_id, e.note FROM audit_entry e"
    " LEFT JOIN account_label a ON a.account_id = e.account_id WHERE e.happened_at <= ?"
    " AND e.act <> 'sale.make'"
    " AND SUBSTRING_INDEX(e.act, '.', 1) IN ('role', 'account', 'campaign', 'round', 'sale',"
    "  'closing', 'cycle', 'hold', 'payout', 'bank_file', 'bank_sender', 'shop_account', 'fund',"
    "  'bank_line', 'statement', 'check_rule', 'flag', 'audit_pack', 'job') ORDER BY e.audit_id");

struct pack_role { int64_t account_id; const char *account_name, *roles; int64_t handed_by;
	struct maybe_int confirmed_by; struct instant confirmed_at; };
SHAPE(pack_role, "A role of an account",
    FIELD(pack_role, account_id, "Account"),
    FIELD(pack_role, account_name, "Its name", .optional = true),
    FIELD(pack_role, roles, "Role"),
    FIELD(pack_role, handed_by, "Who gave it"),
    FIELD(pack_role, confirmed_by, "Second person", .optional = true),
    FIELD(pack_role, confirmed_at, "When", .optional = true));
STMT(pack_roles, "SELECT x.account_id, a.name AS account_name, r.name AS roles, x.handed_by,"
    " x.confirmed_by, x.confirmed_at FROM account_role x JOIN role r ON r.role_id = x.role_id"
    " LEFT JOIN account_label a ON a.account_id = x.account_id"
    " WHERE r.audience = 'staff' ORDER BY x.account_role_id");

struct pack_drift { int64_t drift_id; const char *kind; int64_t object_id, round_id, expected,
	found; struct instant found_at, ended_at; };
SHAPE(pack_drift, "A difference of the books",
    FIELD(pack_drift, drift_id, "Difference"),
    FIELD(pack_drift, kind, "Which rule", .words = "drift_what"),
    FIELD(pack_drift, object_id, "Of what"),
    FIELD(pack_drift, round_id, "Round"),
    FIELD(pack_drift, expected, "Must be"),
    FIELD(pack_drift, found, "Was"),
    FIELD(pack_drift, found_at, "First seen"),
    FIELD(pack_drift, ended_at, "Gone", .optional = true));
STMT(pack_drifts, "SELECT drift_id, what AS kind, object_id, round_id, expected, found, found_at,"
    " IF(gone_at <= ?, gone_at, NULL) AS ended_at FROM drift WHERE found_at <= ?"
    " ORDER BY drift_id");

/* ---- what the bank said ---- */

struct pack_bank_line { int64_t bank_line_id, bank_statement_id; const char *statement_kind;
	int64_t line_no; const char *account_on, *direction; int64_t yen; const char *state;
	const char *kind; struct maybe_int bank_file_id, payout_id, shop_id, asked_by;
	const char *asked_by_name; struct instant asked_at; struct maybe_int decided_by;
	const char *decided_by_name; struct instant decided_at; const char *note;
	struct instant taken_at; };
SHAPE(pack_bank_line, "A line of the bank",
    FIELD(pack_bank_line, bank_line_id, "Line"),
    FIELD(pack_bank_line, bank_statement_id, "Statement"),
    FIELD(pack_bank_line, statement_kind, "03 of the account, 01 of transfers that came in"),
    FIELD(pack_bank_line, line_no, "Record of the file"),
    FIELD(pack_bank_line, account_on, "Day of the account"),
    FIELD(pack_bank_line, direction, "in or out", .words = "bank_direction"),
    FIELD(pack_bank_line, yen, "Amount"),
    FIELD(pack_bank_line, state, "How it stands", .words = "bank_line_state"),
    FIELD(pack_bank_line, kind, "What it is", .words = "bank_line_kind", .optional = true),
    FIELD(pack_bank_line, bank_file_id, "File whose debit it is", .optional = true),
    FIELD(pack_bank_line, payout_id, "Payout it paid or brought back", .optional = true),
    FIELD(pack_bank_line, shop_id, "Shop it is about", .optional = true),
    FIELD(pack_bank_line, asked_by, "Who said what it is", .optional = true),
    FIELD(pack_bank_line, asked_by_name, "Name of the account", .optional = true),
    FIELD(pack_bank_line, asked_at, "When", .optional = true),
    FIELD(pack_bank_line, decided_by, "Who settled it, 0: the program", .optional = true),
    FIELD(pack_bank_line, decided_by_name, "Name of the account", .optional = true),
    FIELD(pack_bank_line, decided_at, "When", .optional = true),
    FIELD(pack_bank_line, note, "Why", .optional = true),
    FIELD(pack_bank_line, taken_at, "When the statement was taken in"));
STMT(pack_bank_lines, "SELECT l.bank_line_id, l.bank_statement_id, s.kind AS statement_kind,"
    " l.line_no, l.account_on, l.direction, l.yen, l.state, l.kind, l.bank_file_id, l.payout_id,"
    " l.shop_id, l.asked_by, a.name AS asked_by_name, l.asked_at, l.decided_by,"
    " b.name AS decided_by_name, l.decided_at, l.note, s.taken_at FROM bank_line l"
    " JOIN bank_statement s ON s.bank_statement_id = l.bank_statement_id"
    " LEFT JOIN account_label a ON a.account_id = l.asked_by"
    " LEFT JOIN account_label b ON b.account_id = l.decided_by"
    " WHERE s.taken_at <= ? ORDER BY l.bank_line_id");

/* ---- where shops are paid ---- */

struct pack_account { int64_t shop_account_id, shop_id; const char *shop_no, *bank_code,
	*branch_code; int64_t account_kind; const char *last_digits, *decision;
	int64_t proposed_by; const char *proposed_by_name; struct instant proposed_at;
	struct maybe_int decided_by; const char *decided_by_name; struct instant decided_at;
	const char *note; };
SHAPE(pack_account, "A change of the account a shop is paid to",
    FIELD(pack_account, shop_account_id, "Account"),
    FIELD(pack_account, shop_id, "Shop"),
    FIELD(pack_account, shop_no, "Its number", .optional = true),
    FIELD(pack_account, bank_code, "Bank"),
    FIELD(pack_account, branch_code, "Branch"),
    FIELD(pack_account, account_kind, "1 ordinary, 2 current, 4 savings, 9 other"),
    FIELD(pack_account, last_digits, "Last three digits"),
    FIELD(pack_account, decision, "How it was decided", .words = "pack_decision"),
    FIELD(pack_account, proposed_by, "Who proposed it"),
    FIELD(pack_account, proposed_by_name, "Name of the account", .optional = true),
    FIELD(pack_account, proposed_at, "When"),
    FIELD(pack_account, decided_by, "Second person", .optional = true),
    FIELD(pack_account, decided_by_name, "Name of the account", .optional = true),
    FIELD(pack_account, decided_at, "When", .optional = true),
    FIELD(pack_account, note, "Why it was refused", .optional = true));
STMT(pack_accounts, "SELECT s.shop_account_id, s.shop_id, h.shop_no, s.bank_code, s.branch_code,"
    " s.kind AS account_kind, s.last_digits, CASE WHEN s.decided_at IS NULL OR s.decided_at > ?"
    "  THEN 'waiting' WHEN s.state = 'refused' THEN 'refused' ELSE 'confirmed' END AS decision,"
    " s.proposed_by, a.name AS proposed_by_name, s.proposed_at,"
    " IF(s.decided_at <= ?, s.decided_by, NULL) AS decided_by,"
    " IF(s.decided_at <= ?, b.name, NULL) AS decided_by_name,"
    " IF(s.decided_at <= ?, s.decided_at, NULL) AS decided_at,"
    " IF(s.decided_at <= ?, s.note, NULL) AS note FROM shop_account s"
    " JOIN shop h ON h.shop_id = s.shop_id"
    " LEFT JOIN account_label a ON a.account_id = s.proposed_by"
    " LEFT JOIN account_label b ON b.account_id = s.decided_by"
    " WHERE s.proposed_at <= ? ORDER BY s.shop_account_id");

/* ---- what the checks found ---- */

struct pack_flag { int64_t flag_id; const char *code; int64_t shop_id, purse_id;
	struct maybe_int closing_id; int64_t payments, yen, measured, threshold;
	const char *state; struct instant found_at; struct maybe_int decided_by;
	const char *decided_by_name; struct instant decided_at; const char *note; };
SHAPE(pack_flag, "A finding of the checks",
    FIELD(pack_flag, flag_id, "Finding"),
    FIELD(pack_flag, code, "Rule", .words = "check_code"),
    FIELD(pack_flag, shop_id, "Shop"),
    FIELD(pack_flag, purse_id, "Purse, 0: not about one"),
    FIELD(pack_flag, closing_id, "Closing it was looked at for", .optional = true),
    FIELD(pack_flag, payments, "Payments it is about"),
    FIELD(pack_flag, yen, "Their sum"),
    FIELD(pack_flag, measured, "In the unit of the threshold"),
    FIELD(pack_flag, threshold, "The threshold then"),
    FIELD(pack_flag, state, "How it stands", .words = "flag_state"),
    FIELD(pack_flag, found_at, "When it was first seen"),
    FIELD(pack_flag, decided_by, "Who decided", .optional = true),
    FIELD(pack_flag, decided_by_name, "Name of the account", .optional = true),
    FIELD(pack_flag, decided_at, "When", .optional = true),
    FIELD(pack_flag, note, "Why", .optional = true));
STMT(pack_flags, "SELECT f.flag_id, f.code, f.shop_id, f.purse_id, f.closing_id, f.payments,"
    " f.yen, f.measured, f.threshold, f.state, f.found_at, f.decided_by,"
    " b.name AS decided_by_name, f.decided_at, f.note FROM flag f"
    " LEFT JOIN account_label b ON b.account_id = f.decided_by WHERE f.found_at <= ?"
    " ORDER BY f.flag_id");

struct pack_flag_act { int64_t flag_act_id, flag_id; const char *flag_act; int64_t account_id;
	const char *account_name; struct instant happened_at; const char *note; };
SHAPE(pack_flag_act, "A step of a finding",
    FIELD(pack_flag_act, flag_act_id, "Step"),
    FIELD(pack_flag_act, flag_id, "Finding"),
    FIELD(pack_flag_act, flag_act, "What", .words = "flag_act"),
    FIELD(pack_flag_act, account_id, "Who, 0: a job"),
    FIELD(pack_flag_act, account_name, "Name of the account", .optional = true),
    FIELD(pack_flag_act, happened_at, "When"),
    FIELD(pack_flag_act, note, "Why", .optional = true));
STMT(pack_flag_acts, "SELECT x.flag_act_id, x.flag_id, x.act AS flag_act, x.account_id,"
    " a.name AS account_name, x.happened_at, x.note FROM flag_act x"
    " LEFT JOIN account_label a ON a.account_id = x.account_id WHERE x.happened_at <= ?"
    " ORDER BY x.flag_act_id");

const struct pack_table pack_control_tables[] = {
	{ "bank_lines", &pack_bank_lines, 1, &pack_bank_line_shape, "yen", .is_present = true },
	{ "shop_accounts", &pack_accounts, 6, &pack_account_shape, NULL },
	{ "flags", &pack_flags, 1, &pack_flag_shape, NULL, .is_present = true },
	{ "flag_acts", &pack_flag_acts, 1, &pack_flag_act_shape, NULL },
	{ "decisions", &pack_decisions, 1, &pack_decision_shape, NULL },
	{ "roles", &pack_roles, 0, &pack_role_shape, NULL, .is_present = true },
	{ "drifts", &pack_drifts, 2, &pack_drift_shape, NULL },
	{ 0 }
};
