// Written by `madoctl spec ts` from the route tables; do not edit.

export interface Page<T> { rows: T[]; next?: string }
export interface Download { blob: Blob; name: string }

/** Why the server refuses: sentences are "reason.CODE". */
export type ReasonCode =
	| "account_same"
	| "account_unchanged"
	| "account_waiting"
	| "already_decided"
	| "already_held"
	| "already_linked"
	| "already_revoked"
	| "balance_short"
	| "bank_file_wrong"
	| "bank_unknown"
	| "body_too_large"
	| "books_differ"
	| "branch_unknown"
	| "campaign_cap"
	| "cap_campaign"
	| "cap_round"
	| "card_blocked"
	| "card_ended"
	| "card_limit"
	| "card_limits"
	| "card_unknown"
	| "card_wrong"
	| "cash_short"
	| "check_threshold"
	| "claim_used"
	| "claim_wrong"
	| "closing_changed"
	| "closing_ended"
	| "closing_not_ready"
	| "closing_open"
	| "code_ended"
	| "code_expired"
	| "code_invalid"
	| "code_used"
	| "code_wrong"
	| "contact_missing"
	| "contact_same"
	| "cross_site"
	| "cycle_dates"
	| "cycle_last"
	| "cycle_taken"
	| "database_busy"
	| "day_closed"
	| "day_past"
	| "file_changed"
	| "file_stale"
	| "file_state"
	| "first_password_over"
	| "flag_decided"
	| "fund_decided"
	| "fund_later"
	| "fund_short"
	| "has_card"
	| "hold_asked"
	| "hold_ended"
	| "hold_not_asked"
	| "hold_of_shop"
	| "internal_error"
	| "invalid_input"
	| "job_ended"
	| "job_running"
	| "key_missing"
	| "key_reused"
	| "line_settled"
	| "line_unmatched"
	| "link_ended"
	| "login_taken"
	| "lot_closed"
	| "mail_code_wait"
	| "match_followed"
	| "match_unfit"
	| "method_not_allowed"
	| "name_character"
	| "name_empty"
	| "name_too_long"
	| "name_voicing"
	| "no_person"
	| "not_allowed"
	| "not_found"
	| "not_on_sale"
	| "not_signed_in"
	| "nothing_asked"
	| "nothing_to_pay"
	| "number_wrong"
	| "one_of_two"
	| "outcome_unknown"
	| "own_account"
	| "pack_gone"
	| "pack_later"
	| "paid_again"
	| "password_weak"
	| "payment_gone"
	| "payment_held"
	| "payment_in_payout"
	| "payment_not_today"
	| "payment_void"
	| "period_not_over"
	| "period_order"
	| "person_linked"
	| "picture_unreadable"
	| "poster_invalid"
	| "poster_revoked"
	| "purse_short"
	| "residency_unchecked"
	| "role_changed"
	| "role_name_taken"
	| "role_needed"
	| "round_dates"
	| "round_draft"
	| "round_not_ended"
	| "round_other"
	| "round_prices"
	| "round_published"
	| "round_sets"
	| "round_stays"
	| "sale_not_today"
	| "sale_spent"
	| "sale_void"
	| "same_person"
	| "sender_missing"
	| "shop_stopped"
	| "sign_in_wait"
	| "sign_in_wrong"
	| "statement_account"
	| "statement_known"
	| "still_running"
	| "stock_short"
	| "too_many"
	| "totp_needed"
	| "totp_on"
	| "totp_wrong"
	| "unknown_right"
	| "wrong_content_type"
	| "yucho_number"
	| "yucho_symbol";

/** An account of staff or of a shop */
export interface account {
  /** Account */
  account_id: number;
  /** shop or staff */
  audience: string;
  /** Sign-in name */
  login: string;
  /** Shown name */
  name: string;
  /** May sign in or not */
  state: "active" | "suspended";
  /** Shop, or 0 */
  shop_id: number;
  /** Its roles */
  role: string;
  /** Owner of its shop */
  is_owner: boolean;
  /** Still has its first password: no right counts */
  must_change_password: boolean;
  /** The first password signs in until then */
  first_password_until?: string;
  /** Last signed in */
  last_sign_in_at?: string;
}

/** What the second person says */
export interface account_decision_in {
  /** Account */
  shop_account_id: number;
  /** The account may be paid to */
  confirm: boolean;
  /** Why not, or how it was checked */
  note?: string;
}

/** Which account to open and why */
export interface account_look_in {
  /** Account */
  shop_account_id: number;
  /** Why */
  purpose: "confirm" | "inquiry" | "correction" | "check";
}

/** Number and holder */
export interface account_look_out {
  /** Seven digits */
  number: string;
  /** Holder as the bank reads it */
  holder: string;
  /** Holder as it was typed */
  typed?: string;
}

/** A new account of a shop */
export interface account_propose_in {
  /** Number of the bank; 9900 with symbol */
  bank_code: string;
  /** Number of the branch */
  branch_code?: string;
  /** 1 ordinary, 2 current, 4 savings, 9 other */
  kind?: number;
  /** 記号 of ゆうちょ */
  symbol?: string;
  /** Account number, or 番号 with symbol */
  number: string;
  /** Holder in kana */
  holder: string;
  /** Shop */
  shop_id: number;
}

/** What a person may still buy */
export interface allowance {
  /** Under the cap of the round */
  round_left_sets: number;
  /** Under the cap of the campaign */
  campaign_left_sets: number;
  /** In stock */
  stock_left_sets: number;
  /** Price of one set, yen */
  price_yen: number;
  /** What one set buys, yen */
  face_yen: number;
  /** Sets this person may buy now */
  may_buy_sets: number;
}

/** Who and which round */
export interface allowance_in {
  /** Person */
  person_id: number;
  /** Round */
  round_id: number;
}

/** A part of the municipality */
export interface area_row {
  /** Its name */
  area: string;
  /** Listed shops there */
  shops: number;
}

/** Areas with shops */
export interface areas_out {
  /** Most shops first */
  areas: area_row[];
}

/** Which entries */
export interface audit_list_in {
  /** What was done */
  act?: string;
  /** By whom */
  account_id?: number;
  /** From this day on */
  from_on?: string;
  /** Up to this day */
  to_on?: string;
  /** On what kind */
  object?: string;
  /** On which of that kind */
  object_no?: number;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** An act */
export interface audit_row {
  /** Entry */
  audit_id: number;
  /** When */
  happened_at: string;
  /** Who; 0: the system */
  account_id: number;
  /** Its name; residents have none */
  account_name?: string;
  /** What */
  act: string;
  /** On what */
  object?: string;
  /** On which, or 0 */
  object_id: number;
  /** Purpose or reason */
  note?: string;
  /** Under a seal: cannot be changed unseen */
  is_sealed: boolean;
}

/** A file of transfers for the bank */
export interface bank_file {
  /** File */
  bank_file_id: number;
  /** Business day the bank shall pay */
  pay_on: string;
  /** How it stands */
  state: "built" | "approved" | "sent" | "reconciled" | "dropped";
  /** Transfers */
  payouts: number;
  /** Their sum */
  yen: number;
  /** BLAKE2b-256 of its bytes, hex */
  hash: string;
  /** Who built it */
  built_by?: string;
  /** Who approved it */
  approved_by?: string;
  /** Who handed it to the bank */
  sent_by?: string;
  /** Who dropped it */
  dropped_by?: string;
  /** When it was built */
  built_at: string;
  /** When it was approved */
  approved_at?: string;
  /** When it was sent */
  sent_at?: string;
  /** When the bank's statement showed it */
  reconciled_at?: string;
  /** When it was dropped */
  dropped_at?: string;
  /** Built by oneself */
  is_own: boolean;
}

/** The head of a file */
export interface bank_file_head {
  /** 委託者コード */
  client_code: string;
  /** 委託者名 */
  client_name: string;
  /** Month and day */
  day: string;
  /** Bank that pays */
  bank_code: string;
  /** Its branch */
  branch_code: string;
}

/** Which file */
export interface bank_file_in {
  /** File */
  bank_file_id: number;
}

/** A file, as its bytes read back */
export interface bank_file_out {
  /** The file */
  file: bank_file;
  /** Its head */
  head: bank_file_head;
  /** Its records */
  rows: bank_file_row[];
}

/** A record of a file */
export interface bank_file_row {
  /** Record, from 1 */
  record: number;
  /** Payout */
  payout_id: number;
  /** Amount */
  yen: number;
  /** Number of the shop */
  shop_no: string;
  /** Bank */
  bank_code: string;
  /** Branch */
  branch_code: string;
  /** Holder */
  holder: string;
  /** Last digits of the account */
  last_digits: string;
  /** Kind of account */
  kind: number;
}

/** Which files */
export interface bank_files_in {
  /** How it stands */
  state?: "built" | "approved" | "sent" | "reconciled" | "dropped";
  /** Sort order */
  order?: "newest" | "pay_on";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A bank */
export interface bank_row {
  /** Its number */
  bank_code: string;
  /** Name */
  name: string;
  /** Reading */
  kana: string;
}

/** Who pays, and what its bank wants of a file */
export interface bank_sender {
  /** 委託者コード, given by the bank */
  client_code: string;
  /** 委託者名 in kana */
  client_name: string;
  /** Bank */
  bank_code: string;
  /** Branch */
  branch_code: string;
  /** 1 ordinary, 2 current, 9 other */
  kind: number;
  /** Account number */
  number: string;
  /** Behind each record */
  line_end: "none" | "crlf";
  /** A byte 1A ends the file */
  has_eof: boolean;
  /** The bank takes ｦ in names */
  takes_wo: boolean;
}

/** Which banks */
export interface banks_in {
  /** Number, or part of the name or its reading */
  text: string;
}

/** Banks */
export interface banks_out {
  /** At most 30 */
  banks: bank_row[];
}

/** Block a card */
export interface block_in {
  /** Card */
  card_id: number;
  /** Why; no names of people */
  reason: string;
}

/** Books of a round */
export interface book {
  /** Round */
  round_id: number;
  /** Campaign's name */
  campaign_name: string;
  /** Round's name */
  name: string;
  /** Sets of the round */
  sets: number;
  /** Sets sold */
  sold_sets: number;
  /** Sets left */
  left_sets: number;
  /** Cash of sales, yen */
  proceeds_yen: number;
  /** Premium given, yen */
  premium_yen: number;
  /** Used at shops of the paid part, yen */
  used_paid_yen: number;
  /** Used at shops of the premium, yen */
  used_premium_yen: number;
  /** In purses of the paid part, yen */
  purse_paid_yen: number;
  /** In purses of the premium, yen */
  purse_premium_yen: number;
  /** Not used in time of the paid part, yen */
  expired_paid_yen: number;
  /** Not used in time of the premium, yen */
  expired_premium_yen: number;
  /** Handed back to the municipality of the paid part, yen */
  handed_back_paid_yen: number;
  /** Handed back to the municipality of the premium, yen */
  handed_back_premium_yen: number;
  /** Must be 0 */
  difference_yen: number;
}

/** Books of all published rounds */
export interface books_out {
  /** Newest first */
  rounds: book[];
}

/** A branch */
export interface branch_row {
  /** Its number */
  branch_code: string;
  /** Name */
  name: string;
  /** Reading */
  kana: string;
}

/** Which branches */
export interface branches_in {
  /** Bank */
  bank_code: string;
  /** Number, or part of the name or its reading */
  text: string;
}

/** Branches */
export interface branches_out {
  /** At most 30 */
  branches: branch_row[];
}

/** The buyer, as on the document that was shown */
export interface buyer_in {
  /** Name */
  name: string;
  /** Reading of the name */
  kana: string;
  /** Birth date */
  birth_on: string;
  /** Address */
  address: string;
  /** Telephone */
  phone?: string;
  /** The candidate it is */
  same_person_id?: number;
  /** None of the candidates */
  is_another?: boolean;
}

/** The buyer, or who it may be */
export interface buyer_out {
  /** Person, once it is clear */
  person_id?: number | null;
  /** Not known before */
  is_new: boolean;
  /** The clerk must choose one, or say it is another */
  candidates: candidate[];
}

/** A campaign as it shall be */
export interface campaign_in {
  /** Campaign */
  campaign_id: number;
  /** As residents read it */
  name: string;
  /** Sets one person may buy over all rounds */
  cap_sets: number;
}

/** A new campaign */
export interface campaign_new_in {
  /** As residents read it */
  name: string;
  /** Sets one person may buy over all rounds */
  cap_sets: number;
}

/** The campaign */
export interface campaign_new_out {
  /** Campaign */
  campaign_id: number;
}

/** Campaigns */
export interface campaigns_out {
  /** Newest first */
  campaigns: public_campaign[];
}

/** Somebody of that reading and birth date */
export interface candidate {
  /** Person */
  person_id: number;
  /** Reading of the name */
  kana: string;
  /** Birth date */
  birth_on: string;
  /** Town, without the house number */
  address_hint?: string;
}

/** Which card */
export interface card_id_in {
  /** Card */
  card_id: number;
}

/** A card for a person without a phone */
export interface card_new_in {
  /** Holder */
  person_id: number;
  /** PIN the holder chose */
  pin: string;
  /** Most of one payment, yen */
  use_limit_yen: number;
  /** Most of one day, yen */
  day_limit_yen: number;
}

/** A card and its PIN */
export interface card_opening_in {
  /** Number or code on the card */
  card_no: string;
  /** PIN, typed by its holder */
  pin: string;
}

/** A one-time code for the payment */
export interface card_opening_out {
  /** The code */
  code: string;
  /** Until when */
  expires_at: string;
  /** Most of one payment */
  use_limit_yen: number;
  /** Most for the rest of today */
  left_today_yen: number;
}

/** The card */
export interface card_out {
  /** Card */
  card_id: number;
  /** Printed number */
  card_no: string;
}

/** A card */
export interface card_row {
  /** Card */
  card_id: number;
  /** Printed number */
  card_no: string;
  /** Holder */
  person_id: number;
  /** May pay or not */
  state: "active" | "blocked" | "replaced";
  /** Most of one payment, yen */
  use_limit_yen: number;
  /** Most of one day, yen */
  day_limit_yen: number;
  /** When */
  issued_at: string;
  /** Wrong PINs until it stops answering */
  tries_left: number;
}

/** Which cards */
export interface cards_in {
  /** Holder */
  person_id?: number;
  /** Printed number */
  card_no?: string;
  /** State */
  state?: "active" | "blocked" | "replaced";
  /** Sort order */
  order?: "newest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** What to look at */
export interface check_now_in {
  /** A closing; none: what is not closed */
  closing_id?: number;
}

/** The job that looks */
export interface check_now_out {
  /** Number of the run */
  job_run_id: number;
}

/** A rule as it shall be */
export interface check_rule_in {
  /** Rule */
  check_rule_id: number;
  /** Looks */
  is_on: boolean;
  /** Threshold in yen, where the rule has one */
  yen?: number;
  /** Threshold as a count */
  count?: number;
  /** Threshold in percent */
  percent?: number;
  /** Threshold in minutes */
  minutes?: number;
}

/** A rule and its thresholds */
export interface check_rule_row {
  /** Rule */
  check_rule_id: number;
  /** Which */
  code: string;
  /** Looks */
  is_on: boolean;
  /** Threshold in yen; 0 where the rule has none */
  yen: number;
  /** Threshold as a count */
  count: number;
  /** Threshold in percent */
  percent: number;
  /** Threshold in minutes */
  minutes: number;
  /** Which of them the rule has */
  uses?: string[];
  /** Who wrote it last; nobody: it came so */
  editor_name?: string;
  /** When */
  edited_at: string;
}

/** Rules of the checks */
export interface check_rules_out {
  /** All */
  rows: check_rule_row[];
}

/** The code on the receipt */
export interface claim_in {
  /** Sixteen letters and digits */
  claim_code: string;
}

/** Who is linked now */
export interface claim_out {
  /** Name */
  person_name: string;
}

/** A clerk's day */
export interface clerk_day {
  /** Clerk's account */
  clerk_account_id: number;
  /** Clerk */
  clerk_name: string;
  /** Sales that stand */
  sales: number;
  /** Sets */
  sets: number;
  /** Cash that must be there, yen */
  cash_yen: number;
}

/** Which account */
export interface clerk_in {
  /** Account */
  account_id: number;
}

/** A new account of the shop */
export interface clerk_new_in {
  /** Sign-in name */
  login: string;
  /** Name on the list of takings */
  name: string;
  /** What it may do */
  role: "owner" | "clerk";
}

/** The new account */
export interface clerk_new_out {
  /** Account */
  account_id: number;
  /** First password, shown once */
  first_password: string;
}

/** A new first password */
export interface clerk_reset_out {
  /** Shown once */
  first_password: string;
}

/** An account of the shop as it shall be */
export interface clerk_set_in {
  /** Account */
  account_id: number;
  /** Name on the list of takings */
  name: string;
  /** May sign in or not */
  state: "active" | "suspended";
  /** What it may do */
  role: "owner" | "clerk";
}

/** Accounts of the shop */
export interface clerks_out {
  /** Accounts */
  clerks: account[];
}

/** What a closing made due, and what became of it */
export interface closing_account {
  /** Closing */
  closing_id: number;
  /** First Tokyo day of the period */
  from_on: string;
  /** Last Tokyo day of the period */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** Shops with an amount */
  shops: number;
  /** Payments of the period that stood */
  payments: number;
  /** Made due, yen */
  closed_yen: number;
  /** Of the period and held, yen */
  held_yen: number;
  /** Of the period and refused, yen */
  refused_yen: number;
  /** Left the bank account and did not come back, yen */
  paid_out_yen: number;
  /** Came back, yen; also what was paid again since */
  returned_yen: number;
  /** Still to be paid, yen */
  open_yen: number;
}

/** What is open about the shops that a closing pays */
export interface closing_concern {
  /** Findings of the checks nobody decided on */
  findings: number;
  /** Shops they are about */
  finding_shops: number;
  /** What the closing pays to these shops, yen */
  finding_yen: number;
  /** Lines of the bank nobody explained */
  lines: number;
  /** Shops they stop */
  line_shops: number;
  /** What the closing pays to these shops, yen */
  line_yen: number;
}

/** What the second person saw */
export interface closing_confirm_in {
  /** Closing */
  closing_id: number;
  /** Sum of all shops, yen */
  yen: number;
}

/** Which shop of a closing */
export interface closing_entries_in {
  /** Shop of the closing */
  closing_shop_id: number;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A posting behind a shop's amount; the sum of all is the amount */
export interface closing_entry {
  /** Posting of the ledger */
  posting_id: number;
  /** When */
  posted_at: string;
  /** What it was */
  kind: "payment" | "payment_void" | "hold" | "hold_release";
  /** Payment */
  payment_id: number;
  /** Of the paid part, yen */
  paid_part_yen: number;
  /** Of the premium, yen */
  premium_part_yen: number;
  /** What it added, yen */
  yen: number;
}

/** Which closing */
export interface closing_id_in {
  /** Closing */
  closing_id: number;
}

/** The next period */
export interface closing_new_in {
  /** Its last day; absent: the next closing day */
  to_on?: string;
}

/** The closing */
export interface closing_new_out {
  /** Closing */
  closing_id: number;
}

/** A closing, its rounds and the work behind it */
export interface closing_out {
  /** Closing */
  closing_id: number;
  /** First Tokyo day */
  from_on: string;
  /** Last Tokyo day */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** How it stands */
  state: "building" | "ready" | "posting" | "closed" | "cancelled";
  /** Shops with an amount */
  shops: number;
  /** Payments of the period that stand */
  payments: number;
  /** Sum of all shops, yen */
  yen: number;
  /** Of the period and held when it was closed, yen */
  held_yen: number;
  /** Who asked for it */
  asked_by_name?: string;
  /** When */
  asked_at: string;
  /** Who confirmed or cancelled it */
  decided_by_name?: string;
  /** When */
  decided_at?: string;
  /** When it was posted */
  closed_at?: string;
  /** Asked for by this account */
  is_own: boolean;
  /** By round */
  rounds: closing_round[];
  /** What is open about its shops, until it is closed */
  concern?: closing_concern;
  /** The work that was begun last */
  job?: job_state;
}

/** What comes from a round */
export interface closing_round {
  /** Round */
  round_id: number;
  /** Campaign and round */
  round_name?: string;
  /** Of the paid part, yen */
  paid_part_yen: number;
  /** Of the premium, yen */
  premium_part_yen: number;
}

/** A closing */
export interface closing_row {
  /** Closing */
  closing_id: number;
  /** First Tokyo day */
  from_on: string;
  /** Last Tokyo day */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** How it stands */
  state: "building" | "ready" | "posting" | "closed" | "cancelled";
  /** Shops with an amount */
  shops: number;
  /** Payments of the period that stand */
  payments: number;
  /** Sum of all shops, yen */
  yen: number;
  /** Of the period and held when it was closed, yen */
  held_yen: number;
  /** Who asked for it */
  asked_by_name?: string;
  /** When */
  asked_at: string;
  /** Who confirmed or cancelled it */
  decided_by_name?: string;
  /** When */
  decided_at?: string;
  /** When it was posted */
  closed_at?: string;
}

/** Which shop of a closing */
export interface closing_shop_in {
  /** Shop of the closing */
  closing_shop_id: number;
}

/** A shop of a closing, by round */
export interface closing_shop_out {
  /** Shop of the closing */
  closing_shop_id: number;
  /** Closing */
  closing_id: number;
  /** First Tokyo day */
  from_on: string;
  /** Last Tokyo day */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Name of the shop */
  name: string;
  /** Payments of the period that stand, also those held */
  payments: number;
  /** What becomes due, yen */
  yen: number;
  /** Of the period and held when it was closed, yen */
  held_yen: number;
  /** The shop's payouts wait */
  is_shop_held: boolean;
  /** By round */
  rounds: closing_round[];
}

/** A shop of a closing */
export interface closing_shop_row {
  /** Shop of the closing */
  closing_shop_id: number;
  /** Closing */
  closing_id: number;
  /** First Tokyo day */
  from_on: string;
  /** Last Tokyo day */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Name of the shop */
  name: string;
  /** Payments of the period that stand, also those held */
  payments: number;
  /** What becomes due, yen */
  yen: number;
  /** Of the period and held when it was closed, yen */
  held_yen: number;
  /** The shop's payouts wait */
  is_shop_held: boolean;
}

/** Which shops of closings */
export interface closing_shops_in {
  /** Closing */
  closing_id?: number;
  /** Words in name, reading or number */
  q?: string;
  /** Only those of which something is held */
  is_held?: boolean;
  /** Sort order */
  order?: "amount" | "shop" | "held";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which closings */
export interface closings_in {
  /** How it stands */
  state?: "building" | "ready" | "posting" | "closed" | "cancelled";
  /** Sort order */
  order?: "newest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A one-time code that a shop can take a payment with */
export interface code_out {
  /** The code */
  code: string;
  /** Until when */
  expires_at: string;
}

/** Which cycle */
export interface cycle_id_in {
  /** Cycle */
  payout_cycle_id: number;
}

/** A cycle as it shall be */
export interface cycle_in {
  /** Cycle */
  payout_cycle_id: number;
  /** Last day of the period; 31: the last of the month */
  close_day: number;
  /** Payout so many months after the closing */
  pay_months_later: number;
  /** Day of the payout; 31: the last of the month */
  pay_day: number;
  /** Where it moves when banks are closed */
  shift: "next" | "previous";
}

/** A new cycle */
export interface cycle_new_in {
  /** Last day of the period; 31: the last of the month */
  close_day: number;
  /** Payout so many months after the closing */
  pay_months_later: number;
  /** Day of the payout; 31: the last of the month */
  pay_day: number;
  /** Where it moves when banks are closed */
  shift: "next" | "previous";
}

/** The cycle */
export interface cycle_new_out {
  /** Cycle */
  payout_cycle_id: number;
}

/** When periods close and are paid */
export interface cycles_out {
  /** Cycles, by closing day */
  cycles: payout_cycle[];
  /** The next twelve periods by them */
  periods: period[];
}

/** What the counter took and gave in a day */
export interface day_book {
  /** Tokyo day */
  on: string;
  /** Sales that stand */
  sales: number;
  /** Sets of them */
  sets: number;
  /** Cash taken, yen */
  cash_in_yen: number;
  /** Sales taken back */
  voids: number;
  /** Cash handed back, yen */
  cash_out_yen: number;
  /** Cash that must be there, yen */
  cash_yen: number;
  /** Premium given, yen */
  premium_yen: number;
  /** By clerk */
  clerks: clerk_day[];
}

/** Which day */
export interface day_book_in {
  /** Tokyo day */
  on: string;
}

/** A difference of the books */
export interface drift {
  /** Difference */
  drift_id: number;
  /** Which rule is broken */
  what: string;
  /** Posting, purse or round */
  object_id: number;
  /** Round, 0 when it is not of one */
  round_id: number;
  /** What it must be */
  expected: number;
  /** What it is */
  found: number;
  /** First seen */
  found_at: string;
  /** No longer found */
  gone_at?: string;
}

/** Differences that are open */
export interface drifts_out {
  /** Newest first, at most 100 */
  rows: drift[];
}

/** Which figure */
export interface entries_in {
  /** Round */
  round_id?: number;
  /** Chart, by number: ledger/posting.h */
  chart?: number;
  /** 1 paid by the buyer, 2 premium */
  part?: number;
  /** Of this closing and what became of it */
  closing_id?: number;
  /** What happened */
  kind?: "sale" | "sale_void" | "payment" | "payment_void" | "expiry" | "closing" | "hold" | "hold_release" | "hold_refuse" | "payout" | "payout_return" | "fund" | "return_undo" | "return_anew";
  /** As of; now when absent */
  at?: string;
  /** Sort order */
  order?: "newest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A row of the ledger */
export interface entry_row {
  /** Row */
  entry_id: number;
  /** Act of the ledger */
  posting_id: number;
  /** When */
  posted_at: string;
  /** What happened */
  kind: string;
  /** Sale, payment, lot, closing ... by kind */
  ref_id: number;
  /** Round */
  round_id: number;
  /** Chart */
  chart: string;
  /** paid or premium */
  part: string;
  /** Clerk, purse or shop by chart, 0: none */
  owner_id: number;
  /** Debit positive, credit negative */
  yen: number;
  /** Who did it, 0: a job */
  account_id: number;
  /** Name of the account */
  account_name?: string;
}

/** A kind of goods */
export interface exclusion {
  /** Key of its sentence in the catalogue */
  key: string;
}

/** What vouchers cannot buy at this shop (seed 5(2)オ(エ)) */
export interface exclusions_in {
  /** In the shop's own words; empty: nothing beside the rules */
  exclusions: string;
}

/** What vouchers cannot buy anywhere */
export interface exclusions_out {
  /** Kinds of goods */
  exclusions: exclusion[];
}

/** What a line is that is none of our payouts */
export interface explanation_in {
  /** Line of the bank */
  bank_line_id: number;
  /** What it is */
  kind: "deposit" | "fee" | "other";
  /** Why; no names of residents */
  note: string;
}

/** Approve what was seen */
export interface file_approve_in {
  /** File */
  bank_file_id: number;
  /** Transfers that were seen */
  payouts: number;
  /** Their sum */
  yen: number;
  /** Hash that was seen */
  hash: string;
}

/** Build what was seen */
export interface file_build_in {
  /** Business day */
  pay_on: string;
  /** Transfers that were seen */
  payouts: number;
  /** Their sum */
  yen: number;
}

/** The file */
export interface file_build_out {
  /** File */
  bank_file_id: number;
}

/** A file that a line may be the debit of */
export interface file_candidate {
  /** File */
  bank_file_id: number;
  /** Sum */
  yen: number;
  /** Transfers */
  payouts: number;
  /** Day it was to be paid */
  pay_on: string;
}

/** For which day */
export interface file_plan_in {
  /** Business day */
  pay_on: string;
}

/** What a file would hold and leave out */
export interface file_plan_out {
  /** Payouts that are due by then */
  payouts: payout_choice[];
  /** How many the file would hold */
  chosen: number;
  /** Their sum */
  yen: number;
  /** How many are left out */
  left_out: number;
  /** Their sum */
  left_out_yen: number;
}

/** A step of a finding */
export interface flag_act_row {
  /** What */
  act: "found" | "grown" | "held" | "cleared";
  /** Who; nobody: the program */
  account_name?: string;
  /** Why */
  note?: string;
  /** When */
  happened_at: string;
}

/** Why nothing is wrong */
export interface flag_clear_in {
  /** Finding */
  flag_id: number;
  /** Why; no names of residents */
  note: string;
}

/** What was held */
export interface flag_held_out {
  /** Holds that were made */
  holds: number;
}

/** What to hold */
export interface flag_hold_in {
  /** Finding */
  flag_id: number;
  /** Its payments; none: the shop's payouts as a whole */
  payments?: held_payment_in[];
  /** Why */
  reason: "irregular" | "inquiry" | "shop_asked" | "bank_line" | "returned";
  /** In your words; no names of residents */
  note: string;
}

/** A hold that came of a finding */
export interface flag_hold_row {
  /** Hold */
  hold_id: number;
  /** Payment; 0: the shop as a whole */
  payment_id: number;
  /** held, released or refused */
  state: string;
  /** Amount */
  yen: number;
  /** When */
  held_at: string;
}

/** Which finding */
export interface flag_in {
  /** Finding */
  flag_id: number;
}

/** A finding and what became of it */
export interface flag_out {
  /** Finding */
  flag_id: number;
  /** Rule */
  code: string;
  /** How it stands */
  state: "open" | "held" | "cleared";
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Purse; 0: not about one */
  purse_id: number;
  /** Payments it is about */
  payment_count: number;
  /** Their sum */
  amount_yen: number;
  /** In the unit of the threshold */
  measured: number;
  /** The threshold then */
  threshold: number;
  /** When it was first seen */
  found_at: string;
  /** Closing it was looked at for; 0: none yet */
  closing_id: number;
  /** Whose purse, for a look with a purpose; 0: not about one */
  person_id: number;
  /** Oldest first */
  acts?: flag_act_row[];
  /** Newest first, at most 200 */
  holds?: flag_hold_row[];
}

/** A finding */
export interface flag_out_row {
  /** Finding */
  flag_id: number;
  /** Rule */
  code: string;
  /** How it stands */
  state: "open" | "held" | "cleared";
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Purse; 0: not about one */
  purse_id: number;
  /** Payments it is about */
  payment_count: number;
  /** Their sum */
  amount_yen: number;
  /** In the unit of the threshold */
  measured: number;
  /** The threshold then */
  threshold: number;
  /** When it was first seen */
  found_at: string;
}

/** A payment of a finding */
export interface flag_payment_row {
  /** Row */
  flag_row_id: number;
  /** Finding */
  flag_id: number;
  /** Payment */
  payment_id: number;
  /** When */
  paid_at: string;
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Purse */
  purse_id: number;
  /** Amount */
  amount_yen: number;
  /** How it was paid */
  means: "poster" | "number" | "code" | "card";
  /** paid; void: taken back; held or refused: see the holds */
  state: "paid" | "void" | "held" | "refused";
}

/** Of which finding or shop */
export interface flag_payments_in {
  /** Finding */
  flag_id?: number;
  /** Shop */
  shop_id?: number;
  /** Sort order */
  order?: "oldest" | "newest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which findings */
export interface flags_in {
  /** How it stands */
  state?: "open" | "held" | "cleared";
  /** Rule */
  code?: string;
  /** Shop */
  shop_id?: number;
  /** Number of the shop */
  shop_no?: string;
  /** Looked at for this closing */
  closing_id?: number;
  /** About shops that this closing pays */
  paying_closing_id?: number;
  /** Sort order */
  order?: "newest" | "yen";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Funds of one part of a round */
export interface fund_part {
  /** 1 paid by the buyer, 2 premium */
  part: number;
  /** Proceeds, or premium granted, yen */
  received_yen: number;
  /** Cash in hand, or premium still to be given, yen */
  outside_yen: number;
  /** Put into the bank account, less fees of the bank, yen */
  banked_yen: number;
  /** Fees of the bank that are still to be made good, yen */
  fee_yen: number;
  /** In purses, yen */
  purse_yen: number;
  /** Used at shops, yen */
  used_yen: number;
  /** Owed to shops and not closed, yen */
  payable_yen: number;
  /** Closed, to be paid out, yen */
  due_yen: number;
  /** Held, yen */
  held_yen: number;
  /** Refused, yen */
  refused_yen: number;
  /** Paid out to shops, yen */
  paid_out_yen: number;
  /** Not used in time and not handed back, yen */
  expired_yen: number;
  /** Handed back to the municipality, yen */
  handed_back_yen: number;
  /** Of that, what was not used, yen */
  handed_back_unused_yen: number;
  /** Of that, what was refused, yen */
  handed_back_refused_yen: number;
  /** Not used in time, yen */
  unused_yen: number;
  /** In the bank account, yen */
  bank_yen: number;
  /** May be handed back now, yen */
  may_hand_back_yen: number;
  /** Must be 0 */
  difference_yen: number;
}

/** Funds of a round at an instant */
export interface fund_round {
  /** Round */
  round_id: number;
  /** Campaign */
  campaign_id: number;
  /** Campaign's name */
  campaign_name: string;
  /** Round's name */
  name: string;
  /** First day of sale */
  sell_from_on: string;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** When what is left leaves the purses */
  expires_at: string;
  /** Six months after the first day of sale */
  half_year_on: string;
  /** By this day what was not used goes back */
  hand_back_on?: string;
  /** By this day reports and data are handed over */
  deliver_on?: string;
  /** The last day of use has passed */
  is_over: boolean;
  /** Paid part, then premium */
  parts: fund_part[];
}

/** Dates of the contract */
export interface fund_term_in {
  /** Campaign */
  campaign_id: number;
  /** What was not used goes back */
  hand_back_on?: string;
  /** Reports and data are handed over */
  deliver_on?: string;
}

/** Which instant */
export interface funds_in {
  /** As of; now when absent */
  at?: string;
}

/** Funds of the published rounds */
export interface funds_out {
  /** As of */
  at: string;
  /** Newest first */
  rounds: fund_round[];
}

/** A payment of the finding */
export interface held_payment_in {
  /** Payment */
  payment_id: number;
}

/** Which acts */
export interface history_in {
  /** Kind of act */
  kind?: "sale" | "sale_void" | "payment" | "payment_void" | "expiry";
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** One act on the purse */
export interface history_row {
  /** Act */
  entry_id: number;
  /** When */
  happened_at: string;
  /** Kind of act */
  kind: "sale" | "sale_void" | "payment" | "payment_void" | "expiry";
  /** Change of the balance */
  amount_yen: number;
  /** Shop of a payment */
  shop_name?: string;
  /** Payment */
  payment_id?: number | null;
}

/** What the second person says */
export interface hold_decision_in {
  /** Hold */
  hold_id: number;
  /** As asked for; false: it stays held */
  is_approved: boolean;
}

/** Which hold */
export interface hold_in {
  /** Hold */
  hold_id: number;
}

/** The hold */
export interface hold_out {
  /** Hold */
  hold_id: number;
  /** What is held, yen; of a shop 0 */
  yen: number;
}

/** A payment that shall not be paid out for now */
export interface hold_payment_in {
  /** Payment */
  payment_id: number;
  /** Why */
  reason: "irregular" | "inquiry" | "shop_asked" | "bank_line" | "returned";
  /** In own words; no names of people */
  note: string;
}

/** What a first person asks for */
export interface hold_request_in {
  /** Hold */
  hold_id: number;
  /** Pay it after all, or never */
  state: "released" | "refused";
  /** Why; no names of people */
  note: string;
}

/** A shop whose payouts shall wait */
export interface hold_shop_in {
  /** Shop */
  shop_id: number;
  /** Why */
  reason: "irregular" | "inquiry" | "shop_asked" | "bank_line" | "returned";
  /** In own words; no names of people */
  note: string;
}

/** A hold */
export interface hold_view {
  /** Hold */
  hold_id: number;
  /** How it stands */
  state: "held" | "released" | "refused";
  /** Of a payment, or of a shop as a whole */
  kind: "payment" | "shop";
  /** Shop */
  shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Name of the shop */
  name: string;
  /** Payment */
  payment_id?: number | null;
  /** What is held, yen; of a shop 0 */
  yen: number;
  /** When it was paid */
  paid_at?: string;
  /** Why */
  reason: "irregular" | "inquiry" | "shop_asked" | "bank_line" | "returned";
  /** In the words of the office */
  note: string;
  /** Who held it */
  held_by_name?: string;
  /** When */
  held_at: string;
  /** What was asked for */
  asked_state?: "released" | "refused";
  /** Why */
  asked_note?: string;
  /** Who asked */
  asked_by_name?: string;
  /** When */
  asked_at?: string;
  /** Who decided */
  decided_by_name?: string;
  /** When */
  decided_at?: string;
  /** Asked for by this account */
  is_own: boolean;
}

/** A role of an account */
export interface holding {
  /** Role */
  role_id: number;
  /** Its name */
  name: string;
  /** Who gave it, or new secrets; empty: the command line */
  handed_by: string;
  /** A second person confirmed it: it counts */
  is_confirmed: boolean;
  /** The account that asks may confirm it */
  may_confirm: boolean;
}

/** Which holds */
export interface holds_in {
  /** How it stands */
  state?: "held" | "released" | "refused";
  /** Of a payment, or of a shop as a whole */
  kind?: "payment" | "shop";
  /** Words in the shop's name, reading or number */
  q?: string;
  /** Shop */
  shop_id?: number;
  /** Payment */
  payment_id?: number;
  /** Only those a second person must decide */
  is_asked?: boolean;
  /** Sort order */
  order?: "newest" | "oldest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** One id of a list */
export interface id_item {
  /** Id */
  id: number;
}

/** A run of a job */
export interface job_row {
  /** Number of the run */
  job_run_id: number;
  /** Name of the job */
  name: string;
  /** How it stands */
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** Pieces done */
  done: number;
  /** Pieces in all, 0 when unknown */
  total: number;
  /** Somebody asked to cancel it */
  cancel_asked: boolean;
  /** Code of the reason it ended with */
  reason?: string;
  /** Account; 0: the schedule */
  asked_by: number;
  /** Its name */
  asked_by_name?: string;
  /** When it was asked for */
  asked_at: string;
  /** When it last began */
  started_at?: string;
  /** When it ended */
  ended_at?: string;
}

/** Which run */
export interface job_run_in {
  /** Number of the run */
  job_run_id: number;
}

/** How far a job has come */
export interface job_state {
  /** Number of the run */
  job_run_id: number;
  /** Name of the job */
  name: string;
  /** waiting, running, done, failed or cancelled */
  state: string;
  /** Pieces done */
  done: number;
  /** Pieces in all, 0 when unknown */
  total: number;
  /** When it last began */
  started_at?: string;
  /** When it ended */
  ended_at?: string;
}

/** Which runs */
export interface jobs_in {
  /** Name of the job */
  name?: string;
  /** How it stands */
  state?: "waiting" | "running" | "done" | "failed" | "cancelled";
  /** Only those that wait or run */
  is_open?: boolean;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** What the last code was used for */
export interface last_use_out {
  /** The payment */
  payment?: payment_state;
}

/** How much a card may pay */
export interface limits_in {
  /** Card */
  card_id: number;
  /** Most of one payment, yen */
  use_limit_yen: number;
  /** Most of one day, yen */
  day_limit_yen: number;
}

/** A payout that a line may be about */
export interface line_candidate {
  /** Payout */
  payout_id: number;
  /** Shop */
  shop_id: number;
  /** Its number */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Amount */
  yen: number;
  /** Day its file was to be paid */
  pay_on: string;
  /** State */
  state: string;
  /** Its file */
  bank_file_id: number;
}

/** What a first person says a line is; a file or a payout */
export interface line_claim_in {
  /** Line of the bank */
  bank_line_id: number;
  /** A debit of ours, or a payout that came back */
  kind: "debit" | "return";
  /** The whole file */
  bank_file_id?: number;
  /** The payout */
  payout_id?: number;
  /** Of a return: what the bank kept of it */
  fee_yen?: number;
  /** Why; no names of residents */
  note: string;
}

/** Which line */
export interface line_in {
  /** Line of the bank */
  bank_line_id: number;
}

/** A line of the bank, and what it may be */
export interface line_out {
  /** The line */
  line: statement_line;
  /** What the bank wrote */
  text: statement_text;
  /** Payouts that fit an open line */
  payouts: line_candidate[];
  /** Files that fit an open line */
  files: file_candidate[];
}

/** The shop a line is about */
export interface line_shop_in {
  /** Line of the bank */
  bank_line_id: number;
  /** Number of the shop; absent: none */
  shop_no?: string;
}

/** Why a line was matched with the wrong thing */
export interface line_undo_in {
  /** Line of the bank */
  bank_line_id: number;
  /** Why; no names of residents */
  note: string;
}

/** Which lines */
export interface lines_in {
  /** Of a statement */
  bank_statement_id?: number;
  /** How they stand */
  state?: "matched" | "open" | "explained" | "repeated";
  /** In or out */
  direction?: "in" | "out";
  /** What they are */
  kind?: "debit" | "return" | "deposit" | "fee" | "other";
  /** From this day on */
  from_on?: string;
  /** Up to this day */
  to_on?: string;
  /** Of this amount */
  yen?: number;
  /** About this shop */
  shop_no?: string;
  /** That paid this payout or brought it back */
  payout_id?: number;
  /** That are debits of this file */
  bank_file_id?: number;
  /** About shops that this closing pays */
  paying_closing_id?: number;
  /** Sort order */
  order?: "newest" | "oldest" | "yen";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which link */
export interface link_in {
  /** Link */
  shop_person_id: number;
}

/** Which looks */
export interface look_list_in {
  /** At whom */
  person_id?: number;
  /** By whom */
  account_id?: number;
  /** From this day on */
  from_on?: string;
  /** Up to this day */
  to_on?: string;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A look at a person */
export interface look_row {
  /** Its audit entry */
  look_id: number;
  /** At whom */
  person_id: number;
  /** By whom */
  account_name?: string;
  /** Why */
  purpose: string;
  /** When */
  looked_at: string;
}

/** Where to send a code */
export interface mail_code_in {
  /** Mail address */
  mail: string;
}

/** The same whether or not there is an account */
export interface mail_code_out {
  /** To be sent back with the code */
  challenge: string;
  /** The code counts until then */
  expires_at: string;
  /** A new one may be asked for from then on */
  resend_at: string;
}

/** Mails of the sample set-up */
export interface mailbox_out {
  /** Newest first */
  mails: mailbox_row[];
}

/** A mail of the sample set-up */
export interface mailbox_row {
  /** Number of the mail */
  outbox_id: number;
  /** Address of the receiver */
  to: string;
  /** Subject */
  subject: string;
  /** Text */
  text: string;
  /** When it was written */
  written_at: string;
}

/** Which movement */
export interface movement_in {
  /** Movement */
  fund_movement_id: number;
}

/** A movement to be posted by a second person */
export interface movement_new_in {
  /** What it is */
  kind: "cash_in" | "premium_in" | "fee_in" | "unused_out" | "premium_out" | "refused_out";
  /** Round */
  round_id: number;
  /** 1 paid by the buyer, 2 premium; for refused_out */
  part?: number;
  /** Amount */
  yen: number;
  /** Day at the bank */
  bank_on: string;
  /** What it is about; no names of residents */
  note: string;
  /** Clerk whose cash it was, for cash_in */
  account_id?: number;
  /** Shop, for refused_out */
  shop_id?: number;
}

/** The movement */
export interface movement_new_out {
  /** Movement */
  fund_movement_id: number;
}

/** Why it is not posted */
export interface movement_refusal_in {
  /** Movement */
  fund_movement_id: number;
  /** Why */
  note: string;
}

/** A movement of the funds */
export interface movement_row {
  /** Movement */
  fund_movement_id: number;
  /** What it is */
  kind: string;
  /** Round */
  round_id: number;
  /** Round's name */
  round_name: string;
  /** paid or premium */
  part: string;
  /** Amount */
  yen: number;
  /** Day at the bank */
  bank_on: string;
  /** In the words of the office */
  note: string;
  /** How it stands */
  state: string;
  /** Clerk or shop, 0: all */
  owner_id: number;
  /** Who asked for it: may not post it */
  asked_by: number;
  /** Name of that account */
  asked_name?: string;
  /** When */
  asked_at: string;
  /** Who posted or refused it */
  decided_name?: string;
  /** When */
  decided_at?: string;
  /** Why it was refused */
  decided_note?: string;
}

/** Which movements */
export interface movements_in {
  /** Round */
  round_id?: number;
  /** What it is */
  kind?: "cash_in" | "premium_in" | "fee_in" | "unused_out" | "premium_out" | "refused_out";
  /** How it stands */
  state?: "asked" | "posted" | "refused";
  /** Sort order */
  order?: "newest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** The shop's mail address */
export interface own_contact_in {
  /** Address */
  mail: string;
}

/** Which audit pack */
export interface pack_in {
  /** Pack */
  audit_pack_id: number;
}

/** Of which instant */
export interface pack_new_in {
  /** As of; now when absent */
  at?: string;
}

/** The pack */
export interface pack_new_out {
  /** Pack */
  audit_pack_id: number;
}

/** An audit pack */
export interface pack_row {
  /** Pack */
  audit_pack_id: number;
  /** Instant it is of */
  pack_at: string;
  /** How it stands */
  state: "waiting" | "running" | "made" | "failed" | "cancelled" | "removed";
  /** Steps done */
  done: number;
  /** Steps in all, 0 when unknown */
  total: number;
  /** Who asked for it */
  asked_by_name?: string;
  /** When */
  asked_at: string;
  /** When it was there */
  made_at?: string;
  /** How long the file is kept */
  kept_until_at?: string;
  /** Of the ZIP file; 0: there is none */
  size_bytes: number;
  /** SHA-256 of the ZIP file */
  hash?: string;
}

/** Which audit packs */
export interface packs_in {
  /** How it stands */
  state?: "waiting" | "running" | "made" | "failed" | "cancelled" | "removed";
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A new password */
export interface password_in {
  /** The present one */
  old_password: string;
  /** The new one, twelve characters or more */
  new_password: string;
}

/** What was changed in a name for the bank */
export interface payee_change {
  /** Kind of change */
  kind: string;
  /** Character as typed */
  from: string;
  /** What the bank gets */
  to: string;
  /** Place in the name, from 1 */
  position: number;
  /** Reads otherwise than before */
  alters: boolean;
}

/** An account as it is typed */
export interface payee_in {
  /** Number of the bank; 9900 with symbol */
  bank_code: string;
  /** Number of the branch */
  branch_code?: string;
  /** 1 ordinary, 2 current, 4 savings, 9 other */
  kind?: number;
  /** 記号 of ゆうちょ */
  symbol?: string;
  /** Account number, or 番号 with symbol */
  number: string;
  /** Holder in kana */
  holder: string;
}

/** The same as the bank will read it */
export interface payee_out {
  /** Number of the bank */
  bank_code: string;
  /** Bank */
  bank_name: string;
  /** Number of the branch */
  branch_code: string;
  /** Branch */
  branch_name: string;
  /** Seven digits */
  number: string;
  /** Holder in the characters of the bank, full width */
  holder: string;
  /** The same with the legal form in short, when it has one */
  holder_short?: string;
  /** 1 ordinary, 2 current, 4 savings, 9 other */
  kind: number;
  /** What was changed in the holder */
  changes: payee_change[];
}

/** Which payment */
export interface payment_id_in {
  /** Payment */
  payment_id: number;
}

/** A payment at the shop's code; give poster or shop_no */
export interface payment_in {
  /** The address on the poster, or what follows /p/ */
  poster?: string;
  /** Number of the shop */
  shop_no?: string;
  /** Amount */
  amount_yen: number;
}

/** A payment that was made */
export interface payment_out {
  /** Payment */
  payment_id: number;
  /** Amount */
  amount_yen: number;
  /** Shop */
  shop_name: string;
  /** When */
  paid_at: string;
  /** Two digits, the same on the shop's screen */
  digits: string;
  /** What is left, usable today */
  balance_yen: number;
  /** From which rounds */
  parts: payment_part[];
}

/** What came from one round */
export interface payment_part {
  /** Round */
  round_name: string;
  /** Amount */
  amount_yen: number;
}

/** A payment as it stands */
export interface payment_state {
  /** Payment */
  payment_id: number;
  /** Amount */
  amount_yen: number;
  /** Shop */
  shop_name: string;
  /** Two digits for both screens */
  digits: string;
  /** paid, or void when taken back */
  state: "paid" | "void";
  /** How it was paid */
  means: "poster" | "number" | "code" | "card";
  /** When */
  paid_at: string;
}

/** What a shop is paid for one closing */
export interface payout {
  /** Payout */
  payout_id: number;
  /** Shop */
  shop_id: number;
  /** Shop of the closing */
  closing_shop_id: number;
  /** Number of the shop */
  shop_no: string;
  /** Name of the shop */
  shop_name: string;
  /** First day of the period */
  from_on: string;
  /** Last day of the period */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** How it stands */
  state: "due" | "in_file" | "sent" | "paid" | "returned";
  /** Amount */
  yen: number;
  /** Bank it goes to */
  bank_name?: string;
  /** Last digits of the account */
  last_digits?: string;
  /** File it is in; 0: none */
  bank_file_id: number;
  /** Returned payout this one replaces; 0: none */
  again_of: number;
  /** Payout that replaces it; 0: none */
  again_id: number;
  /** When it was closed */
  made_at: string;
  /** When it was handed to the bank */
  sent_at?: string;
  /** When it was paid or came back */
  ended_at?: string;
}

/** Pay a returned payout again */
export interface payout_again_in {
  /** Payout */
  payout_id: number;
  /** Business day it is meant for */
  pay_on: string;
}

/** The new payout */
export interface payout_again_out {
  /** Payout */
  payout_id: number;
}

/** A payout that is due */
export interface payout_choice {
  /** Payout */
  payout_id: number;
  /** Shop */
  shop_id: number;
  /** Its number */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Amount */
  yen: number;
  /** Business day it is meant for */
  pay_on: string;
  /** Confirmed account; 0: none */
  shop_account_id: number;
  /** Why it is left out, or none */
  why: "none" | "shop_held" | "bank_line" | "no_account";
}

/** One closing a month and its payout */
export interface payout_cycle {
  /** Cycle */
  payout_cycle_id: number;
  /** Last day of the period; 31: the last of the month */
  close_day: number;
  /** Payout so many months after the closing */
  pay_months_later: number;
  /** Day of the payout; 31: the last of the month */
  pay_day: number;
  /** Where it moves when banks are closed */
  shift: "next" | "previous";
  /** Who wrote it last */
  editor_name?: string;
  /** When */
  edited_at: string;
}

/** Which payout */
export interface payout_id_in {
  /** Payout */
  payout_id: number;
}

/** A payout and what it consists of */
export interface payout_out {
  /** The payout */
  payout: payout;
  /** Rounds and parts */
  parts: payout_part[];
  /** Postings behind it */
  rows: number;
  /** Their sum */
  rows_yen: number;
}

/** What a payout consists of */
export interface payout_part {
  /** Round */
  round_id: number;
  /** Campaign and round */
  round_name?: string;
  /** 1 paid by the buyer, 2 premium */
  part: number;
  /** Amount */
  yen: number;
}

/** A posting behind a payout */
export interface payout_row {
  /** Posting */
  posting_id: number;
  /** Kind */
  kind: "payment" | "payment_void" | "hold" | "hold_release";
  /** Payment */
  payment_id: number;
  /** What it adds */
  yen: number;
  /** When */
  posted_at: string;
}

/** Which payouts */
export interface payouts_in {
  /** Part of the shop's name or its number */
  q?: string;
  /** How it stands */
  state?: "due" | "in_file" | "sent" | "paid" | "returned";
  /** Of one shop */
  shop_id?: number;
  /** Of one closing */
  closing_id?: number;
  /** Of one file for the bank */
  bank_file_id?: number;
  /** Sort order */
  order?: "newest" | "pay_on" | "yen";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A period and its payout */
export interface period {
  /** First Tokyo day */
  from_on: string;
  /** Last Tokyo day */
  to_on: string;
  /** Business day of the payout */
  pay_on: string;
  /** May be closed from then on */
  ready_at: string;
  /** Days from the first day to the payout */
  days_to_pay: number;
  /** More than about a month */
  is_long: boolean;
  /** May be closed now */
  is_over: boolean;
}

/** Whom to open and why */
export interface person_look_in {
  /** Person */
  person_id: number;
  /** Why */
  purpose: "counter_sale" | "card" | "inquiry" | "correction" | "check";
}

/** A person who may be the one */
export interface person_match {
  /** Person */
  person_id: number;
  /** Reading of the name */
  kana: string;
  /** Birth date */
  birth_on: string;
  /** Town without the house number */
  address_hint: string;
  /** Linked with an account */
  has_account: boolean;
  /** Holds a valid card */
  has_card: boolean;
}

/** A person */
export interface person_out {
  /** Person */
  person_id: number;
  /** Name */
  name: string;
  /** Reading */
  kana: string;
  /** Birth date */
  birth_on: string;
  /** Address */
  address: string;
  /** Telephone */
  phone?: string;
  /** Known since */
  made_at: string;
}

/** Whom to find and why */
export interface person_search_in {
  /** Begin of the reading */
  kana: string;
  /** Birth date */
  birth_on?: string;
  /** Why */
  purpose: "counter_sale" | "card" | "inquiry" | "correction" | "check";
}

/** Who may be meant */
export interface person_search_out {
  /** Persons */
  persons: person_match[];
}

/** A new PIN */
export interface pin_in {
  /** Card */
  card_id: number;
  /** PIN the holder chose */
  pin: string;
}

/** One print of a shop's code */
export interface poster {
  /** Poster */
  poster_id: number;
  /** Counts the prints of the shop */
  version: number;
  /** Where it hangs, why it was printed */
  note?: string;
  /** When it was made */
  made_at: string;
  /** When it was revoked */
  revoked_at?: string;
}

/** A new print */
export interface poster_new_in {
  /** Shop */
  shop_id: number;
  /** Where it hangs, why it is printed */
  note?: string;
}

/** The new print */
export interface poster_new_out {
  /** Poster */
  poster_id: number;
  /** Counts the prints of the shop */
  version: number;
  /** The address on it */
  url: string;
}

/** A code that was scanned */
export interface poster_read_in {
  /** The address on the poster, or what follows /p/ */
  poster: string;
}

/** What residents will read, and figures to check */
export interface preview_out {
  /** In the reader's language */
  sentences: string[];
  /** Saved off the value, whole percent */
  discount_percent: number;
  /** Added to the price, whole percent */
  premium_percent: number;
  /** Value of all sets, yen */
  total_face_yen: number;
  /** Premium of all sets, yen */
  total_premium_yen: number;
  /** Days of sale */
  days_to_sell: number;
  /** Days of use */
  days_to_use: number;
  /** What to look at before publishing: codes */
  warnings: string[];
}

/** Which roots */
export interface proof_list_in {
  /** From this day on */
  from_on?: string;
  /** Up to this day */
  to_on?: string;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A signed root over acts and ledger */
export interface proof_root {
  /** Number */
  proof_root_id: number;
  /** When */
  made_at: string;
  /** The day it closes */
  on_date?: string;
  /** Newest seal over the acts, or 0 */
  audit_seal_no: number;
  /** Its hash */
  audit_hash: string;
  /** Newest seal over the ledger, or 0 */
  ledger_seal_no: number;
  /** Its hash */
  ledger_hash: string;
  /** Hash of the root before */
  prev_hash: string;
  /** SHA-256 of its text */
  hash: string;
  /** Ed25519 of its text */
  signature: string;
  /** Key that fits the signature */
  public_key: string;
}

/** A campaign */
export interface public_campaign {
  /** Campaign */
  campaign_id: number;
  /** As residents read it */
  name: string;
  /** Sets one person may buy over all rounds */
  cap_sets: number;
  /** Rounds by number */
  rounds: public_round[];
}

/** A published round */
export interface public_round {
  /** Round */
  round_id: number;
  /** 1, 2, ... within the campaign */
  number: number;
  /** As residents read it */
  name: string;
  /** Who may buy */
  eligibility: "residents" | "anyone";
  /** How sets are given out */
  allotment: "lottery" | "first_come";
  /** Price of one set, yen */
  price_yen: number;
  /** What one set buys, yen */
  face_yen: number;
  /** Sets of the round, with those that rolled over */
  sets: number;
  /** Sets one person may buy in this round */
  cap_sets: number;
  /** First day of application */
  apply_from_on?: string;
  /** Last day of application */
  apply_to_on?: string;
  /** First day of sale */
  sell_from_on: string;
  /** Last day of sale */
  sell_to_on: string;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** draft or published */
  state: string;
}

/** Vouchers of one sale */
export interface purse_lot_view {
  /** Lot */
  lot_id: number;
  /** Campaign */
  campaign_name: string;
  /** Round */
  round_name: string;
  /** What is left */
  left_yen: number;
  /** What was bought */
  face_yen: number;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** Usable today */
  is_usable: boolean;
}

/** A resident's purse */
export interface purse_view {
  /** Usable today */
  balance_yen: number;
  /** When this was read */
  as_of: string;
  /** Earliest expiry first */
  lots: purse_lot_view[];
  /** Day on which the first vouchers expire */
  next_expiry_on?: string;
  /** Whether the account is linked with a buyer */
  has_person: boolean;
}

/** Why a line must be looked at again */
export interface reopening_in {
  /** Line of the bank */
  bank_line_id: number;
  /** Why; no names of residents */
  note: string;
}

/** A new card in place of this one */
export interface replacement_in {
  /** Card */
  card_id: number;
  /** PIN the holder chose */
  pin: string;
  /** Why; no names of people */
  reason: string;
}

/** Which closings, at which day's end */
export interface report_closings_in {
  /** Periods that end on this day or later */
  from_on?: string;
  /** Periods that end on this day or earlier */
  to_on?: string;
  /** As it stood when this day ended; now when absent */
  as_of_on?: string;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which days, by day */
export interface report_days_in {
  /** From this day */
  from_on?: string;
  /** To this day */
  to_on?: string;
  /** Sort order */
  order?: "newest" | "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** At which day's end */
export interface report_unused_in {
  /** As it stood when this day ended; now when absent */
  as_of_on?: string;
  /** Sort order */
  order?: "round" | "unused";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which days */
export interface report_use_in {
  /** From this day */
  from_on?: string;
  /** To this day */
  to_on?: string;
  /** Sort order */
  order?: "most" | "least";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A week from Monday */
export interface report_week {
  /** Its Monday */
  week_on: string;
  /** Shops on the list by its Sunday */
  listed_shops: number;
  /** Sales that stand */
  sales: number;
  /** Sets sold */
  sets: number;
  /** Price of them, yen */
  sold_yen: number;
  /** Premium on them, yen */
  premium_yen: number;
  /** Payments at shops that stand */
  payments: number;
  /** Used at shops, yen */
  used_yen: number;
}

/** The signed-in resident */
export interface resident_me {
  /** Account */
  account_id: number;
  /** Mail address */
  mail: string;
  /** Name of the linked person */
  person_name?: string;
  /** Its reading */
  person_kana?: string;
  /** Linked with a person */
  has_person: boolean;
  /** Language of mails */
  language: string;
  /** Signed in */
  signed_in_at: string;
  /** The session ends then at the latest */
  expires_at: string;
}

/** The code that came by mail */
export interface resident_sign_in {
  /** As answered before */
  challenge: string;
  /** The digits */
  code: string;
}

/** Signed in */
export interface resident_signed_in {
  /** Account */
  account_id: number;
  /** Signed up with this */
  is_new: boolean;
  /** The session ends then at the latest */
  expires_at: string;
}

/** Why a poster counts no more */
export interface revocation_in {
  /** Poster */
  poster_id: number;
  /** Reason */
  reason: string;
}

/** A right some route asks for */
export interface right_row {
  /** Name */
  name: string;
  /** What it allows, in English */
  doc: string;
  /** shop or staff */
  audience: string;
}

/** Every right there is */
export interface rights_out {
  /** Rights */
  rights: right_row[];
}

/** A role */
export interface role {
  /** Role */
  role_id: number;
  /** Name */
  name: string;
  /** shop or staff */
  audience: string;
  /** Comes with the product and keeps its name */
  is_fixed: boolean;
  /** How many accounts hold it */
  accounts: number;
  /** Names of its rights */
  rights: string[];
}

/** A proposed change of a role */
export interface role_change {
  /** Change */
  role_change_id: number;
  /** Role; absent while new */
  role_id?: number | null;
  /** Name as it shall be */
  name: string;
  /** shop or staff */
  audience: string;
  /** Rights as they shall be */
  rights: string[];
  /** Rights when it was proposed */
  before: string[];
  /** Name of the account */
  proposed_by: string;
  /** open, approved or refused */
  state: string;
  /** When */
  proposed_at: string;
  /** Proposed by the account that asks */
  is_own: boolean;
}

/** A role as it shall be */
export interface role_change_in {
  /** Role; 0: a new one */
  role_id?: number;
  /** Name */
  name: string;
  /** Whose role */
  audience: "shop" | "staff";
  /** Names of its rights */
  rights: string[];
}

/** The proposal */
export interface role_change_made {
  /** Waits for a second person */
  role_change_id: number;
}

/** Proposed changes, newest first */
export interface role_changes_out {
  /** Changes */
  role_changes: role_change[];
}

/** What a second person says */
export interface role_decision_in {
  /** Change */
  role_change_id: number;
  /** Yes or no */
  approve: boolean;
  /** Why */
  note?: string;
}

/** What became of the change */
export interface role_decision_out {
  /** approved or refused */
  state: string;
}

/** Every role */
export interface roles_out {
  /** Roles */
  roles: role[];
}

/** Where unsold sets go */
export interface roll_over_in {
  /** Round that ended */
  round_id: number;
  /** Later round */
  to_round_id: number;
}

/** What was moved */
export interface roll_over_out {
  /** Sets */
  moved_sets: number;
}

/** Which round */
export interface round_id_in {
  /** Round */
  round_id: number;
}

/** A round as it shall be */
export interface round_in {
  /** Round */
  round_id: number;
  /** Campaign */
  campaign_id: number;
  /** As residents read it */
  name: string;
  /** Who may buy */
  eligibility: "residents" | "anyone";
  /** How sets are given out */
  allotment: "lottery" | "first_come";
  /** Price of one set, yen */
  price_yen: number;
  /** What one set buys, yen */
  face_yen: number;
  /** Sets */
  sets: number;
  /** Sets one person may buy in this round */
  cap_sets: number;
  /** First day of application */
  apply_from_on?: string;
  /** Last day of application */
  apply_to_on?: string;
  /** First day of sale */
  sell_from_on: string;
  /** Last day of sale */
  sell_to_on: string;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** Unsold sets may go on to a later round */
  rolls_over: boolean;
}

/** A new round */
export interface round_new_in {
  /** Campaign */
  campaign_id: number;
  /** As residents read it */
  name: string;
  /** Who may buy */
  eligibility: "residents" | "anyone";
  /** How sets are given out */
  allotment: "lottery" | "first_come";
  /** Price of one set, yen */
  price_yen: number;
  /** What one set buys, yen */
  face_yen: number;
  /** Sets */
  sets: number;
  /** Sets one person may buy in this round */
  cap_sets: number;
  /** First day of application */
  apply_from_on?: string;
  /** Last day of application */
  apply_to_on?: string;
  /** First day of sale */
  sell_from_on: string;
  /** Last day of sale */
  sell_to_on: string;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** Unsold sets may go on to a later round */
  rolls_over: boolean;
}

/** The round */
export interface round_new_out {
  /** Round */
  round_id: number;
}

/** Somebody who sold */
export interface sale_clerk {
  /** Account */
  account_id: number;
  /** Name */
  name: string;
}

/** Who sold */
export interface sale_clerks_out {
  /** By name */
  clerks: sale_clerk[];
}

/** Which sale */
export interface sale_id_in {
  /** Sale */
  sale_id: number;
}

/** Sets for cash */
export interface sale_in {
  /** Round */
  round_id: number;
  /** Buyer */
  person_id: number;
  /** Sets */
  sets: number;
  /** Cash handed over, yen */
  received_yen: number;
  /** Proof of the address was seen */
  is_resident_checked?: boolean;
}

/** What was sold on a day */
export interface sale_of_day {
  /** Tokyo day */
  sold_on: string;
  /** Sales that stand */
  sales: number;
  /** Sets */
  sets: number;
  /** Price of them, yen */
  sold_yen: number;
  /** Premium on them, yen */
  premium_yen: number;
}

/** The sale */
export interface sale_out {
  /** Sale */
  sale_id: number;
  /** Number on the receipt */
  receipt_no: string;
  /** Sets */
  sets: number;
  /** Price, yen */
  paid_yen: number;
  /** Cash to hand back, yen */
  change_yen: number;
  /** What they buy, yen */
  face_yen: number;
  /** Last day of use */
  use_to_on: string;
  /** Links a phone with the purse */
  claim_code?: string;
  /** When */
  sold_at: string;
}

/** A sale */
export interface sale_row {
  /** Sale */
  sale_id: number;
  /** Number on the receipt */
  receipt_no: string;
  /** When */
  sold_at: string;
  /** Round */
  round_id: number;
  /** Round's name */
  round_name: string;
  /** Buyer */
  person_id: number;
  /** Sets */
  sets: number;
  /** Price, yen */
  paid_yen: number;
  /** Stands or was taken back */
  state: "sold" | "void";
  /** Who sold */
  clerk_name?: string;
  /** Used so far, yen */
  spent_yen: number;
  /** Who took it back */
  voided_by?: string;
  /** When it was taken back */
  voided_at?: string;
  /** Why */
  void_reason?: string;
}

/** Which sales */
export interface sales_in {
  /** Round */
  round_id?: number;
  /** Who sold */
  clerk_account_id?: number;
  /** Number on the receipt */
  receipt_no?: string;
  /** Tokyo day */
  sold_on?: string;
  /** Stands or was taken back */
  state?: "sold" | "void";
  /** Sort order */
  order?: "newest" | "sets";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A sign-in of the sample set-up */
export interface sample_sign_in {
  /** resident, shop or staff */
  audience: string;
  /** Sign-in name */
  login?: string;
  /** Number of the shop */
  shop_no?: string;
  /** Password */
  password?: string;
  /** For the app, base32 */
  totp_secret?: string;
  /** Mail address */
  mail?: string;
  /** Who this is: key of the catalogue */
  doc: string;
}

/** Who may sign in to the sample set-up */
export interface sample_sign_ins_out {
  /** Sign-ins */
  sign_ins: sample_sign_in[];
}

/** Who pays */
export interface sender_out {
  /** Whether anything was set */
  is_set: boolean;
  /** What was set */
  sender?: bank_sender;
}

/** Which session */
export interface session_in {
  /** Session */
  session_id: number;
}

/** A signed-in browser of the account */
export interface session_row {
  /** Session */
  session_id: number;
  /** Signed in */
  started_at: string;
  /** Last used, to the minute */
  seen_at: string;
  /** iphone, android, windows, mac, linux or other */
  device: string;
  /** The browser that asks */
  is_this: boolean;
}

/** Where the account is signed in */
export interface sessions_out {
  /** Newest first */
  sessions: session_row[];
}

/** A shop */
export interface shop {
  /** Shop */
  shop_id: number;
  /** Number people can type */
  shop_no: string;
  /** Name on the door */
  name: string;
  /** Reading of the name */
  kana: string;
  /** Industry */
  industry: "retail" | "restaurant" | "takeaway" | "supermarket" | "convenience" | "electronics" | "beauty" | "lesson" | "lodging" | "travel" | "leisure" | "service" | "other";
  /** Size of the business */
  size: "small" | "medium" | "large";
  /** Part of the municipality */
  area: string;
  /** Address */
  address: string;
  /** Telephone */
  phone?: string;
  /** Degrees north */
  latitude?: string;
  /** Degrees east */
  longitude?: string;
  /** What vouchers cannot buy here */
  exclusions?: string;
  /** Takes part or not */
  state: "listed" | "stopped";
  /** First day on the list */
  listed_on: string;
  /** Whether there is a photo of the front */
  has_photo: boolean;
}

/** A bank account of a shop */
export interface shop_account {
  /** Account */
  shop_account_id: number;
  /** Shop */
  shop_id: number;
  /** Its number */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Number of the bank */
  bank_code: string;
  /** Bank */
  bank_name?: string;
  /** Number of the branch */
  branch_code: string;
  /** Branch */
  branch_name?: string;
  /** 1 ordinary, 2 current, 4 savings, 9 other */
  kind: number;
  /** Last three digits */
  last_digits: string;
  /** How it stands */
  state: "proposed" | "confirmed" | "refused" | "replaced";
  /** Who proposed it */
  proposed_by?: string;
  /** Proposed by the shop */
  by_shop: boolean;
  /** Proposed by oneself */
  is_own: boolean;
  /** When */
  proposed_at: string;
  /** Who decided */
  decided_by?: string;
  /** When */
  decided_at?: string;
  /** Why it was refused */
  note?: string;
  /** Other shops with the same account */
  other_shops: number;
}

/** Which account */
export interface shop_account_id_in {
  /** Account */
  shop_account_id: number;
}

/** Which account of which shop */
export interface shop_account_in {
  /** Account */
  account_id: number;
}

/** The proposal */
export interface shop_account_new_out {
  /** Account */
  shop_account_id: number;
}

/** Which accounts */
export interface shop_accounts_in {
  /** Part of the shop's name or its number */
  q?: string;
  /** How it stands */
  state?: "proposed" | "confirmed" | "refused" | "replaced";
  /** Of one shop */
  shop_id?: number;
  /** Sort order */
  order?: "newest" | "shop";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A shop's mail address */
export interface shop_contact_in {
  /** Shop */
  shop_id: number;
  /** Address */
  mail: string;
}

/** Which shop */
export interface shop_in {
  /** Shop */
  shop_id: number;
}

/** Which shops */
export interface shop_list_in {
  /** Part of the name, its reading or the number */
  q?: string;
  /** Industry */
  industry?: "retail" | "restaurant" | "takeaway" | "supermarket" | "convenience" | "electronics" | "beauty" | "lesson" | "lodging" | "travel" | "leisure" | "service" | "other";
  /** Size */
  size?: "small" | "medium" | "large";
  /** Area */
  area?: string;
  /** State */
  state?: "listed" | "stopped";
  /** Sort order */
  order?: "name" | "newest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** The signed-in account of a shop */
export interface shop_me {
  /** Account */
  account_id: number;
  /** Shown name */
  name: string;
  /** Shop */
  shop_id: number;
  /** Its number */
  shop_no: string;
  /** Its name */
  shop_name: string;
  /** Owner of the shop */
  is_owner: boolean;
  /** No right counts until the password was changed */
  must_change_password: boolean;
  /** Signs in with the digits of an app too */
  has_totp: boolean;
  /** What the account may do */
  rights: string[];
  /** The registered device that asks */
  terminal_name?: string;
  /** The session ends then at the latest */
  expires_at: string;
}

/** A new shop and its first account */
export interface shop_new_in {
  /** Name on the door */
  name: string;
  /** Reading of the name */
  kana: string;
  /** Industry */
  industry: "retail" | "restaurant" | "takeaway" | "supermarket" | "convenience" | "electronics" | "beauty" | "lesson" | "lodging" | "travel" | "leisure" | "service" | "other";
  /** Size of the business */
  size: "small" | "medium" | "large";
  /** Part of the municipality */
  area: string;
  /** Address */
  address: string;
  /** Telephone */
  phone?: string;
  /** Degrees north */
  latitude?: string;
  /** Degrees east */
  longitude?: string;
  /** What vouchers cannot buy here */
  exclusions?: string;
  /** Sign-in name of the owner */
  owner_login: string;
  /** Name of the owner's account */
  owner_name: string;
}

/** The new shop */
export interface shop_new_out {
  /** Shop */
  shop_id: number;
  /** Its number */
  shop_no: string;
  /** First password of the owner, shown once */
  first_password: string;
}

/** A shop with its posters and accounts */
export interface shop_out {
  /** The shop */
  shop: shop;
  /** Prints of its code, newest first */
  posters: poster[];
  /** Who may sign in */
  accounts: account[];
}

/** What the shop will be paid, when and where */
export interface shop_outlook_out {
  /** Taken and not closed yet */
  open_yen: number;
  /** Held for the time being */
  held_yen: number;
  /** Closed, to be paid */
  due_yen: number;
  /** Being handed to the bank */
  in_file_yen: number;
  /** Handed to the bank */
  sent_yen: number;
  /** Came back from the bank */
  returned_yen: number;
  /** Payouts on their way */
  open_payouts: number;
  /** The next closings and their days of payment */
  periods: period[];
  /** Where it is paid */
  account?: shop_account;
  /** A change that waits */
  proposal?: shop_account;
  /** Where mails about it go */
  mail?: string;
  /** Payouts wait as a whole */
  is_held: boolean;
}

/** Which payout */
export interface shop_payout_id_in {
  /** Payout */
  payout_id: number;
}

/** Which payout, and which page of its payments */
export interface shop_payout_in {
  /** Payout */
  payout_id: number;
  /** Sort order */
  order?: "oldest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A payout and the payments behind it */
export interface shop_payout_out {
  /** The payout */
  payout: payout;
  /** Rounds and parts */
  parts: payout_part[];
  /** Payments, oldest first */
  rows: payout_row[];
  /** Cursor of the next page */
  next?: string;
  /** How many rows there are */
  count: number;
  /** Their sum: the amount of the payout */
  rows_yen: number;
}

/** Which payouts */
export interface shop_payouts_in {
  /** How it stands */
  state?: "due" | "in_file" | "sent" | "paid" | "returned";
  /** Sort order */
  order?: "newest" | "yen";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Which shop */
export interface shop_people_in {
  /** Shop */
  shop_id: number;
}

/** People of a shop */
export interface shop_people_out {
  /** Newest first, at most 200 */
  rows: shop_person_row[];
}

/** Who belongs to a shop */
export interface shop_person_in {
  /** Shop */
  shop_id: number;
  /** Person, found by the search */
  person_id: number;
  /** What to the shop */
  relation: "owner" | "clerk" | "family";
}

/** The link */
export interface shop_person_out {
  /** Link */
  shop_person_id: number;
}

/** A person of a shop */
export interface shop_person_row {
  /** Link */
  shop_person_id: number;
  /** Person */
  person_id: number;
  /** What to the shop */
  relation: "owner" | "clerk" | "family";
  /** Who linked */
  made_by_name?: string;
  /** When */
  made_at: string;
  /** No longer since */
  ended_at?: string;
}

/** A number that was typed */
export interface shop_read_in {
  /** Number of the shop */
  shop_no: string;
}

/** A shop as it shall be */
export interface shop_set_in {
  /** Shop */
  shop_id: number;
  /** Name on the door */
  name: string;
  /** Reading of the name */
  kana: string;
  /** Industry */
  industry: "retail" | "restaurant" | "takeaway" | "supermarket" | "convenience" | "electronics" | "beauty" | "lesson" | "lodging" | "travel" | "leisure" | "service" | "other";
  /** Size of the business */
  size: "small" | "medium" | "large";
  /** Part of the municipality */
  area: string;
  /** Address */
  address: string;
  /** Telephone */
  phone?: string;
  /** Degrees north */
  latitude?: string;
  /** Degrees east */
  longitude?: string;
  /** What vouchers cannot buy here */
  exclusions?: string;
  /** Takes part or not */
  state: "listed" | "stopped";
}

/** What a payer sees of a shop before paying */
export interface shop_sign {
  /** Shop */
  shop_id: number;
  /** Number people can type */
  shop_no: string;
  /** Name on the door */
  name: string;
  /** Part of the municipality */
  area: string;
  /** Address */
  address: string;
  /** What vouchers cannot buy here */
  exclusions?: string;
  /** Takes part or not */
  state: "listed" | "stopped";
  /** Whether there is a photo of the front */
  has_photo: boolean;
}

/** Sign-in of a shop */
export interface shop_sign_in {
  /** Number of the shop */
  shop_no: string;
  /** Sign-in name */
  login: string;
  /** Password */
  password: string;
  /** Six digits of the app */
  totp?: string;
}

/** Signed in */
export interface shop_signed_in {
  /** Account */
  account_id: number;
  /** Shown name */
  name: string;
  /** Name of the shop */
  shop_name: string;
  /** The session ends then at the latest */
  expires_at: string;
  /** No right counts until the password was changed */
  must_change_password: boolean;
}

/** The installation */
export interface site_out {
  /** Name of the municipality */
  municipality: string;
  /** Sample set-up: sample sign-ins and mailbox exist */
  is_sample: boolean;
}

/** A campaign, for staff */
export interface staff_campaign {
  /** Campaign */
  campaign_id: number;
  /** As residents read it */
  name: string;
  /** Sets one person may buy over all rounds */
  cap_sets: number;
  /** Rounds by number */
  rounds: staff_round[];
}

/** Campaigns, for staff */
export interface staff_campaigns_out {
  /** Newest first */
  campaigns: staff_campaign[];
}

/** What a second person confirms */
export interface staff_confirm_in {
  /** Account */
  account_id: number;
  /** The roles that were shown */
  role_ids: id_item[];
}

/** Which accounts */
export interface staff_list_in {
  /** Part of the name or sign-in name */
  q?: string;
  /** State */
  state?: "active" | "suspended";
  /** 1: some role waits for a second person, 0: none does */
  waiting?: number | null;
  /** Sort order */
  order?: "name" | "login" | "newest";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** The signed-in member of staff */
export interface staff_me {
  /** Account */
  account_id: number;
  /** Shown name */
  name: string;
  /** Sign-in name */
  login: string;
  /** No right counts until the password was changed */
  must_change_password: boolean;
  /** Some role waits for a second person and does not count yet */
  is_waiting: boolean;
  /** What the account may do */
  rights: string[];
  /** The session ends then at the latest */
  expires_at: string;
}

/** A new account of staff */
export interface staff_new_in {
  /** Sign-in name */
  login: string;
  /** Shown name */
  name: string;
  /** Its roles */
  role_ids: id_item[];
}

/** The new account; shown once */
export interface staff_new_out {
  /** Account */
  account_id: number;
  /** First password */
  first_password: string;
  /** Secret for the app, base32 */
  totp_secret: string;
  /** The same as an address for a code */
  totp_uri: string;
}

/** An account of staff */
export interface staff_out {
  /** The account */
  account: account;
  /** Its roles */
  roles: holding[];
}

/** A new first password and secret; shown once */
export interface staff_reset_out {
  /** First password */
  first_password: string;
  /** Secret for the app, base32 */
  totp_secret: string;
  /** The same as an address for a code */
  totp_uri: string;
}

/** Roles an account of staff can hold */
export interface staff_roles_out {
  /** Roles */
  roles: role[];
}

/** A round, for staff */
export interface staff_round {
  /** Round */
  round_id: number;
  /** 1, 2, ... within the campaign */
  number: number;
  /** As residents read it */
  name: string;
  /** Who may buy */
  eligibility: "residents" | "anyone";
  /** How sets are given out */
  allotment: "lottery" | "first_come";
  /** Price of one set, yen */
  price_yen: number;
  /** What one set buys, yen */
  face_yen: number;
  /** Sets of the round, with those that rolled over */
  sets: number;
  /** Sets one person may buy in this round */
  cap_sets: number;
  /** First day of application */
  apply_from_on?: string;
  /** Last day of application */
  apply_to_on?: string;
  /** First day of sale */
  sell_from_on: string;
  /** Last day of sale */
  sell_to_on: string;
  /** First day of use */
  use_from_on: string;
  /** Last day of use */
  use_to_on: string;
  /** draft or published */
  state: string;
  /** Sets as planned */
  planned_sets: number;
  /** Sets sold */
  sold_sets: number;
  /** Sets in stock */
  left_sets: number;
  /** Who edited last, and may not publish */
  editor_account_id: number;
  /** Unsold sets may go on to a later round */
  rolls_over: boolean;
  /** What to look at before publishing: codes */
  checks: string[];
}

/** An account of staff */
export interface staff_row {
  /** Account */
  account_id: number;
  /** Sign-in name */
  login: string;
  /** Shown name */
  name: string;
  /** May sign in or not */
  state: "active" | "suspended";
  /** Its roles */
  roles: string;
  /** Some role waits for a second person */
  is_waiting: boolean;
  /** Last signed in */
  last_sign_in_at?: string;
}

/** An account of staff as it shall be */
export interface staff_set_in {
  /** Account */
  account_id: number;
  /** Shown name */
  name: string;
  /** May sign in or not */
  state: "active" | "suspended";
  /** Its roles */
  role_ids: id_item[];
}

/** Sign-in of staff */
export interface staff_sign_in {
  /** Sign-in name */
  login: string;
  /** Password */
  password: string;
  /** Six digits of the app */
  totp: string;
}

/** Signed in */
export interface staff_signed_in {
  /** Account */
  account_id: number;
  /** Shown name */
  name: string;
  /** The session ends then at the latest */
  expires_at: string;
  /** No right counts until the password was changed */
  must_change_password: boolean;
}

/** Which account */
export interface staff_which {
  /** Account */
  account_id: number;
}

/** A statement of the bank */
export interface statement {
  /** Statement; 0: only looked at */
  bank_statement_id: number;
  /** 03 入出金取引明細, 01 振込入金通知 */
  kind: string;
  /** Day the bank made it */
  made_on: string;
  /** First day */
  from_on: string;
  /** Last day */
  to_on: string;
  /** Lines */
  bank_lines: number;
  /** What came in */
  in_yen: number;
  /** What went out */
  out_yen: number;
  /** Lines that are debits of our files */
  debits: number;
  /** Lines that are payouts that came back */
  returns: number;
  /** Lines for a person to look at */
  open: number;
  /** Lines of an earlier statement */
  repeated: number;
  /** BLAKE2b-256 of its bytes */
  hash: string;
  /** When looked at: the first lines */
  lines: statement_seen[];
}

/** Which statement */
export interface statement_in {
  /** Statement */
  bank_statement_id: number;
}

/** A line of the bank */
export interface statement_line {
  /** Line */
  bank_line_id: number;
  /** Statement */
  bank_statement_id: number;
  /** Record of its file */
  line_no: number;
  /** 勘定日 */
  account_on: string;
  /** In or out */
  direction: "in" | "out";
  /** Amount */
  yen: number;
  /** How it stands */
  state: "matched" | "open" | "explained" | "repeated";
  /** What it is */
  kind?: "debit" | "return" | "deposit" | "fee" | "other";
  /** File whose debit it is, or 0 */
  bank_file_id: number;
  /** Payout it paid or brought back, or 0 */
  payout_id: number;
  /** Shop it is about, or 0 */
  shop_id: number;
  /** Its number */
  shop_no?: string;
  /** Its name */
  shop_name?: string;
  /** What a first person says it is */
  asked_kind?: "debit" | "return" | "undo";
  /** Why */
  asked_note?: string;
  /** Who says so */
  asked_by_name?: string;
  /** File it is said to be, or 0 */
  asked_file_id: number;
  /** Payout it is said to be, or 0 */
  asked_payout_id: number;
  /** Of a return: what the bank kept of it */
  fee_yen: number;
  /** What the bank is said to have kept */
  asked_fee_yen: number;
  /** Said by oneself */
  is_own: boolean;
  /** Who decided; absent: found by the program */
  decided_by_name?: string;
  /** When */
  decided_at?: string;
  /** How it was explained */
  note?: string;
  /** Who sent it */
  sender_name?: string;
  /** 摘要 */
  summary?: string;
  /** EDI */
  edi?: string;
}

/** A statement that was taken in */
export interface statement_row {
  /** Statement */
  bank_statement_id: number;
  /** What it is */
  kind: "03" | "01";
  /** Day the bank made it */
  made_on: string;
  /** First day */
  from_on: string;
  /** Last day */
  to_on: string;
  /** Lines */
  bank_lines: number;
  /** Lines known to be ours */
  matched_lines: number;
  /** Lines that wait for a person */
  open_lines: number;
  /** Who took it in */
  taken_by_name?: string;
  /** When */
  taken_at: string;
  /** BLAKE2b-256 of the file */
  hash: string;
}

/** A line of the bank, and what it would be taken for */
export interface statement_seen {
  /** Record of the file */
  line_no: number;
  /** 勘定日 */
  account_on: string;
  /** In or out */
  direction: "in" | "out";
  /** Amount */
  yen: number;
  /** Who sent it */
  sender_name?: string;
  /** 摘要 */
  summary?: string;
  /** EDI */
  edi?: string;
  /** How it stands */
  state: "matched" | "open" | "repeated";
  /** What it is */
  kind?: "debit" | "return";
  /** File whose debit it is, or 0 */
  bank_file_id: number;
  /** Payout it paid or brought back, or 0 */
  payout_id: number;
  /** Shop it seems to be about, or 0 */
  shop_id: number;
  /** Its name */
  shop_name?: string;
}

/** What the bank wrote beside a line */
export interface statement_text {
  /** 振込依頼人名 */
  sender_name?: string;
  /** 仕向銀行名 */
  sender_bank?: string;
  /** 仕向店名 */
  sender_branch?: string;
  /** 振込依頼人コード */
  sender_code?: string;
  /** 摘要 */
  summary?: string;
  /** EDI情報 */
  edi?: string;
  /** 照会番号 */
  inquiry_no?: string;
  /** 取引区分 */
  code?: string;
  /** 起算日 */
  value_on?: string;
  /** 取消区分 */
  is_cancelled?: boolean;
}

/** Which statements */
export interface statements_in {
  /** 03 or 01 */
  kind?: "03" | "01";
  /** That tell of this day or a later one */
  from_on?: string;
  /** That tell of this day or an earlier one */
  to_on?: string;
  /** Sort order */
  order?: "newest" | "day";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** Take a payment with a one-time code */
export interface taking_in {
  /** The code on the resident's phone */
  code: string;
  /** Amount */
  amount_yen: number;
}

/** A payment that was taken */
export interface taking_out {
  /** Payment */
  payment_id: number;
  /** Amount */
  amount_yen: number;
  /** When */
  paid_at: string;
  /** Two digits, the same on the resident's screen */
  digits: string;
}

/** A payment at the shop */
export interface taking_row {
  /** Payment */
  payment_id: number;
  /** When */
  paid_at: string;
  /** Amount */
  amount_yen: number;
  /** How it was paid */
  means: "poster" | "number" | "code" | "card";
  /** Two digits on both screens */
  digits: string;
  /** paid, or void when taken back */
  state: "paid" | "void";
  /** Taken by */
  clerk_name?: string;
  /** Device */
  terminal_name?: string;
  /** May still be taken back */
  is_today: boolean;
}

/** Why a payment is taken back */
export interface taking_void_in {
  /** Payment */
  payment_id: number;
  /** Reason */
  reason: string;
}

/** A payment that was taken back */
export interface taking_void_out {
  /** Payment */
  payment_id: number;
  /** Amount that is back in the purse */
  amount_yen: number;
}

/** Which payments */
export interface takings_in {
  /** From this day */
  on_from?: string;
  /** To this day */
  on_to?: string;
  /** paid or void */
  state?: "paid" | "void";
  /** Taken by */
  clerk_account_id?: number;
  /** Sort order */
  order?: "newest" | "amount";
  /** Cursor: next of the page before */
  after?: string;
  /** Rows of a page */
  limit?: number;
}

/** A registered device of a shop */
export interface terminal {
  /** Device */
  terminal_id: number;
  /** Name the shop gave it */
  name: string;
  /** Since when */
  registered_at: string;
  /** The device that asks */
  is_this: boolean;
}

/** Which device */
export interface terminal_in {
  /** Device */
  terminal_id: number;
}

/** Register this device */
export interface terminal_new_in {
  /** Name on the list of takings */
  name: string;
}

/** The device */
export interface terminal_new_out {
  /** Device */
  terminal_id: number;
}

/** Registered devices of the shop */
export interface terminals_out {
  /** Devices */
  terminals: terminal[];
}

/** Today at the shop */
export interface today_out {
  /** Tokyo day */
  on: string;
  /** Payments that stand */
  payments: number;
  /** Their amount */
  amount_yen: number;
  /** Payments taken back */
  voids: number;
  /** The latest ten */
  latest: taking_row[];
}

/** The password again */
export interface totp_begin_in {
  /** Password */
  password: string;
}

/** For the app that makes the digits; shown once */
export interface totp_begin_out {
  /** Secret, base32 */
  secret: string;
  /** The same as an address for a code */
  uri: string;
}

/** What signs in now */
export interface totp_end_in {
  /** Password */
  password: string;
  /** Six digits of the app */
  totp: string;
}

/** Digits made from the new secret */
export interface totp_finish_in {
  /** Six digits of the app */
  totp: string;
}

/** What was used and not used of a part of a round */
export interface unused_part {
  /** Round and part: its numbers, with a hyphen */
  line_code: string;
  /** Campaign and round */
  round_name: string;
  /** paid or premium */
  part: string;
  /** Sold, or granted with it, yen */
  issued_yen: number;
  /** Used at shops, yen */
  used_yen: number;
  /** In purses, yen */
  purse_yen: number;
  /** Not used in time, yen */
  unused_yen: number;
  /** Of that, handed back to the municipality, yen */
  handed_back_yen: number;
  /** Of that, not handed back yet, yen */
  remaining_yen: number;
  /** What is left leaves the purses on this day */
  expires_on: string;
  /** By this day what was not used goes back */
  hand_back_on?: string;
  /** Six months after the first day of sale */
  half_year_on: string;
}

/** What the shops of an area took */
export interface use_of_area {
  /** Part of the municipality */
  area: string;
  /** Shops that took something */
  shops: number;
  /** Payments that stand */
  payments: number;
  /** Of the paid part, yen */
  used_paid_yen: number;
  /** Of the premium, yen */
  used_premium_yen: number;
  /** Together, yen */
  used_yen: number;
}

/** What all shops took on a day */
export interface use_of_day {
  /** Tokyo day */
  used_on: string;
  /** Shops that took something */
  shops: number;
  /** Payments that stand */
  payments: number;
  /** Of the paid part, yen */
  used_paid_yen: number;
  /** Of the premium, yen */
  used_premium_yen: number;
  /** Together, yen */
  used_yen: number;
}

/** What the shops of an industry took */
export interface use_of_industry {
  /** 1: the most */
  place: number;
  /** Industry */
  industry: string;
  /** Shops that took something */
  shops: number;
  /** Payments that stand */
  payments: number;
  /** Of the paid part, yen */
  used_paid_yen: number;
  /** Of the premium, yen */
  used_premium_yen: number;
  /** Together, yen */
  used_yen: number;
}

/** What a shop took */
export interface use_of_shop {
  /** Shop */
  shop_id: number;
  /** Number people can type */
  shop_no?: string;
  /** Name */
  shop_name: string;
  /** Industry */
  industry: string;
  /** Part of the municipality */
  area: string;
  /** Payments that stand */
  payments: number;
  /** Of the paid part, yen */
  used_paid_yen: number;
  /** Of the premium, yen */
  used_premium_yen: number;
  /** Together, yen */
  used_yen: number;
}

/** Take a sale back */
export interface void_in {
  /** Sale */
  sale_id: number;
  /** Why; no names of people */
  reason: string;
}

/** What goes back */
export interface void_out {
  /** Sale */
  sale_id: number;
  /** Cash to hand back, yen */
  returned_yen: number;
  /** Sets back in stock */
  sets: number;
}

/** Work that waits */
export interface waiting {
  /** What it is */
  kind: "closing" | "shop_account" | "hold" | "bank_file_built" | "bank_file_approved" | "bank_line" | "finding" | "fund_movement" | "drift";
  /** How many */
  count: number;
  /** Of these, begun by this account: another one decides */
  own: number;
  /** Since when the oldest waits */
  since: string;
}

/** Work that waits in the settlement */
export interface waiting_out {
  /** The oldest first; what nothing waits of is not told */
  kinds: waiting[];
}

export interface Routes {
	/** Send a code by mail */
	"POST /api/people/mail-codes": { in: mail_code_in; out: mail_code_out };
	/** Sign up or in with the code */
	"POST /api/people/resident-sessions": { in: resident_sign_in; out: resident_signed_in };
	/** Sign in as staff */
	"POST /api/people/staff-sessions": { in: staff_sign_in; out: staff_signed_in };
	/** Sign in as a shop */
	"POST /api/people/shop-sessions": { in: shop_sign_in; out: shop_signed_in };
	/** Change the own password */
	"PUT /api/people/staff-password": { in: password_in; out: undefined };
	/** Change the own password */
	"PUT /api/people/shop-password": { in: password_in; out: undefined };
	/** Ask for a second factor */
	"POST /api/people/shop-totp-secrets": { in: totp_begin_in; out: totp_begin_out };
	/** Switch the second factor on */
	"PUT /api/people/shop-totp": { in: totp_finish_in; out: undefined };
	/** Take the second factor away */
	"POST /api/people/shop-totp-removals": { in: totp_end_in; out: undefined };
	/** Who is signed in */
	"GET /api/people/resident-me": { in: Record<string, never>; out: resident_me };
	/** Who is signed in */
	"GET /api/people/shop-me": { in: Record<string, never>; out: shop_me };
	/** Who is signed in */
	"GET /api/people/staff-me": { in: Record<string, never>; out: staff_me };
	/** Sign out */
	"DELETE /api/people/resident-session": { in: Record<string, never>; out: undefined };
	/** Where the account is signed in */
	"GET /api/people/resident-sessions": { in: Record<string, never>; out: sessions_out };
	/** Sign out elsewhere */
	"DELETE /api/people/resident-sessions/{session_id}": { in: session_in; out: undefined };
	/** Sign out */
	"DELETE /api/people/shop-session": { in: Record<string, never>; out: undefined };
	/** Where the account is signed in */
	"GET /api/people/shop-sessions": { in: Record<string, never>; out: sessions_out };
	/** Sign out elsewhere */
	"DELETE /api/people/shop-sessions/{session_id}": { in: session_in; out: undefined };
	/** Sign out */
	"DELETE /api/people/staff-session": { in: Record<string, never>; out: undefined };
	/** Where the account is signed in */
	"GET /api/people/staff-sessions": { in: Record<string, never>; out: sessions_out };
	/** Sign out elsewhere */
	"DELETE /api/people/staff-sessions/{session_id}": { in: session_in; out: undefined };
	/** Accounts of staff */
	"GET /api/people/staff-accounts": { in: staff_list_in; out: Page<staff_row> };
	/** Roles for accounts of staff */
	"GET /api/people/staff-roles": { in: Record<string, never>; out: staff_roles_out };
	/** One account */
	"GET /api/people/staff-accounts/{account_id}": { in: staff_which; out: staff_out };
	/** Confirm its roles, as second person */
	"POST /api/people/staff-accounts/{account_id}/confirmations": { in: staff_confirm_in; out: undefined };
	/** A new account */
	"POST /api/people/staff-accounts": { in: staff_new_in; out: staff_new_out };
	/** Change an account */
	"PUT /api/people/staff-accounts/{account_id}": { in: staff_set_in; out: undefined };
	/** A new first password and secret */
	"POST /api/people/staff-accounts/{account_id}/resets": { in: staff_which; out: staff_reset_out };
	/** Every right */
	"GET /api/people/rights": { in: Record<string, never>; out: rights_out };
	/** Every role */
	"GET /api/people/roles": { in: Record<string, never>; out: roles_out };
	/** Propose a change */
	"POST /api/people/role-changes": { in: role_change_in; out: role_change_made };
	/** Proposed changes */
	"GET /api/people/role-changes": { in: Record<string, never>; out: role_changes_out };
	/** Decide a change */
	"POST /api/people/role-changes/{role_change_id}/decisions": { in: role_decision_in; out: role_decision_out };
	/** Find a person */
	"POST /api/people/person-searches": { in: person_search_in; out: person_search_out };
	/** Open a person */
	"POST /api/people/person-looks": { in: person_look_in; out: person_out };
	/** Link the account with the person on a receipt */
	"POST /api/people/claims": { in: claim_in; out: claim_out };
	/** Who looked at which person */
	"GET /api/people/looks": { in: look_list_in; out: Page<look_row> };
	/** Who did what */
	"GET /api/people/audit": { in: audit_list_in; out: Page<audit_row> };
	/** Mails of the sample set-up */
	"GET /api/people/sample-mailbox": { in: Record<string, never>; out: mailbox_out };
	/** Sign-ins of the sample set-up */
	"GET /api/people/sample-sign-ins": { in: Record<string, never>; out: sample_sign_ins_out };
	/** The installation */
	"GET /api/office/site": { in: Record<string, never>; out: site_out };
	/** Shops that take vouchers */
	"GET /api/office/shops": { in: shop_list_in; out: Page<shop> };
	/** Areas with shops that take vouchers */
	"GET /api/office/shop-areas": { in: Record<string, never>; out: areas_out };
	/** The register of shops */
	"GET /api/office/staff-shops": { in: shop_list_in; out: Page<shop> };
	/** Register a shop */
	"POST /api/office/staff-shops": { in: shop_new_in; out: shop_new_out };
	/** One shop */
	"GET /api/office/staff-shops/{shop_id}": { in: shop_in; out: shop_out };
	/** Change a shop */
	"PUT /api/office/staff-shops/{shop_id}": { in: shop_set_in; out: undefined };
	/** Photo of the front */
	"PUT /api/office/staff-shops/{shop_id}/photo": { in: shop_in; out: undefined };
	/** Photo of the front */
	"GET /api/office/shop-photos/{shop_id}": { in: shop_in; out: Download };
	/** A new print of the code */
	"POST /api/office/staff-shops/{shop_id}/posters": { in: poster_new_in; out: poster_new_out };
	/** Revoke a poster */
	"POST /api/office/posters/{poster_id}/revocations": { in: revocation_in; out: undefined };
	/** Poster and table stand as PDF */
	"GET /api/office/staff-shops/{shop_id}/kit": { in: shop_in; out: Download };
	/** Poster and table stand as PDF */
	"GET /api/office/own-kit": { in: Record<string, never>; out: Download };
	/** The shop of the account */
	"GET /api/office/own-shop": { in: Record<string, never>; out: shop };
	/** What vouchers cannot buy here */
	"PUT /api/office/own-shop/exclusions": { in: exclusions_in; out: undefined };
	/** Accounts of the shop */
	"GET /api/office/clerks": { in: Record<string, never>; out: clerks_out };
	/** A new account */
	"POST /api/office/clerks": { in: clerk_new_in; out: clerk_new_out };
	/** Change an account */
	"PUT /api/office/clerks/{account_id}": { in: clerk_set_in; out: undefined };
	/** A new first password */
	"POST /api/office/clerks/{account_id}/resets": { in: clerk_in; out: clerk_reset_out };
	/** A new first password for an account of any shop */
	"POST /api/office/shop-accounts/{account_id}/resets": { in: shop_account_in; out: clerk_reset_out };
	/** Registered devices */
	"GET /api/office/terminals": { in: Record<string, never>; out: terminals_out };
	/** Register this device */
	"POST /api/office/terminals": { in: terminal_new_in; out: terminal_new_out };
	/** Forget a device */
	"DELETE /api/office/terminals/{terminal_id}": { in: terminal_in; out: undefined };
	/** What runs and ran in the background */
	"GET /api/office/jobs": { in: jobs_in; out: Page<job_row> };
	/** Cancel a run */
	"POST /api/office/jobs/{job_run_id}/cancellations": { in: job_run_in; out: undefined };
	/** Changes of what runs, as events */
	"GET /api/office/job-events": { in: Record<string, never>; out: undefined };
	/** Signed roots over acts and ledger */
	"GET /api/office/proof": { in: proof_list_in; out: Page<proof_root> };
	/** Published campaigns and rounds */
	"GET /api/sales/campaigns": { in: Record<string, never>; out: campaigns_out };
	/** All campaigns and rounds */
	"GET /api/sales/staff-campaigns": { in: Record<string, never>; out: staff_campaigns_out };
	/** A new campaign */
	"POST /api/sales/staff-campaigns": { in: campaign_new_in; out: campaign_new_out };
	/** Change a campaign */
	"PUT /api/sales/staff-campaigns/{campaign_id}": { in: campaign_in; out: undefined };
	/** A new round */
	"POST /api/sales/rounds": { in: round_new_in; out: round_new_out };
	/** Change a round */
	"PUT /api/sales/rounds/{round_id}": { in: round_in; out: undefined };
	/** What residents will read */
	"GET /api/sales/rounds/{round_id}/preview": { in: round_id_in; out: preview_out };
	/** Publish a round */
	"POST /api/sales/rounds/{round_id}/publications": { in: round_id_in; out: undefined };
	/** Move unsold sets to a later round */
	"POST /api/sales/rounds/{round_id}/roll-overs": { in: roll_over_in; out: roll_over_out };
	/** Find or register the buyer */
	"POST /api/sales/buyers": { in: buyer_in; out: buyer_out };
	/** What the buyer may still buy */
	"GET /api/sales/buyers/{person_id}/allowances/{round_id}": { in: allowance_in; out: allowance };
	/** Sell for cash */
	"POST /api/sales/counter-sales": { in: sale_in; out: sale_out };
	/** Sales */
	"GET /api/sales/counter-sales": { in: sales_in; out: Page<sale_row> };
	/** Who sold at the counter */
	"GET /api/sales/clerks": { in: Record<string, never>; out: sale_clerks_out };
	/** A sale */
	"GET /api/sales/counter-sales/{sale_id}": { in: sale_id_in; out: sale_row };
	/** Receipt as PDF */
	"GET /api/sales/counter-sales/{sale_id}/receipt": { in: sale_id_in; out: Download };
	/** Take a sale back */
	"POST /api/sales/counter-sales/{sale_id}/voids": { in: void_in; out: void_out };
	/** Issue a card */
	"POST /api/sales/cards": { in: card_new_in; out: card_out };
	/** Cards */
	"GET /api/sales/cards": { in: cards_in; out: Page<card_row> };
	/** A card */
	"GET /api/sales/cards/{card_id}": { in: card_id_in; out: card_row };
	/** The card as PDF */
	"GET /api/sales/cards/{card_id}/print": { in: card_id_in; out: Download };
	/** Block a card */
	"POST /api/sales/cards/{card_id}/blocks": { in: block_in; out: undefined };
	/** Replace a card */
	"POST /api/sales/cards/{card_id}/replacements": { in: replacement_in; out: card_out };
	/** Change what a card may pay */
	"PUT /api/sales/cards/{card_id}/limits": { in: limits_in; out: undefined };
	/** Change the PIN */
	"PUT /api/sales/cards/{card_id}/pin": { in: pin_in; out: undefined };
	/** What the counter took and gave in a day */
	"GET /api/sales/day-book": { in: day_book_in; out: day_book };
	/** Books of the rounds */
	"GET /api/sales/books": { in: Record<string, never>; out: books_out };
	/** The own purse */
	"GET /api/till/purse": { in: Record<string, never>; out: purse_view };
	/** What happened in the purse */
	"GET /api/till/purse/history": { in: history_in; out: Page<history_row> };
	/** A one-time code to show at a shop */
	"POST /api/till/pay-codes": { in: Record<string, never>; out: code_out };
	/** What the last code was used for */
	"GET /api/till/pay-codes/latest-use": { in: Record<string, never>; out: last_use_out };
	/** Changes of the own purse, as events */
	"GET /api/till/purse-events": { in: Record<string, never>; out: undefined };
	/** Which shop a poster belongs to */
	"POST /api/till/poster-reads": { in: poster_read_in; out: shop_sign };
	/** Which shop a number belongs to */
	"POST /api/till/shop-reads": { in: shop_read_in; out: shop_sign };
	/** Pay a shop */
	"POST /api/till/payments": { in: payment_in; out: payment_out };
	/** A payment as it stands */
	"GET /api/till/payments/{payment_id}": { in: payment_id_in; out: payment_state };
	/** What vouchers cannot buy */
	"GET /api/till/exclusions": { in: Record<string, never>; out: exclusions_out };
	/** Open a card with its PIN */
	"POST /api/till/card-openings": { in: card_opening_in; out: card_opening_out };
	/** Take a payment with a one-time code */
	"POST /api/till/takings": { in: taking_in; out: taking_out };
	/** Payments at the shop */
	"GET /api/till/takings": { in: takings_in; out: Page<taking_row> };
	/** Today at the shop */
	"GET /api/till/takings/today": { in: Record<string, never>; out: today_out };
	/** Take back a mistaken payment of today */
	"POST /api/till/takings/{payment_id}/voids": { in: taking_void_in; out: taking_void_out };
	/** Changes of the takings, as events */
	"GET /api/till/shop-events": { in: Record<string, never>; out: undefined };
	/** What waits for people of the office, counted */
	"GET /api/settlement/waiting": { in: Record<string, never>; out: waiting_out };
	/** Differences of the books that stop closings and payouts */
	"GET /api/settlement/drifts": { in: Record<string, never>; out: drifts_out };
	/** When periods close and are paid */
	"GET /api/settlement/payout-cycles": { in: Record<string, never>; out: cycles_out };
	/** A new cycle */
	"POST /api/settlement/payout-cycles": { in: cycle_new_in; out: cycle_new_out };
	/** Change a cycle */
	"PUT /api/settlement/payout-cycles/{payout_cycle_id}": { in: cycle_in; out: undefined };
	/** Remove a cycle */
	"DELETE /api/settlement/payout-cycles/{payout_cycle_id}": { in: cycle_id_in; out: undefined };
	/** Closings */
	"GET /api/settlement/closings": { in: closings_in; out: Page<closing_row> };
	/** Ask for the next period */
	"POST /api/settlement/closings": { in: closing_new_in; out: closing_new_out };
	/** A closing */
	"GET /api/settlement/closings/{closing_id}": { in: closing_id_in; out: closing_out };
	/** Close the period, as the second person */
	"POST /api/settlement/closings/{closing_id}/confirmations": { in: closing_confirm_in; out: undefined };
	/** Drop a closing */
	"POST /api/settlement/closings/{closing_id}/cancellations": { in: closing_id_in; out: undefined };
	/** Shops of closings */
	"GET /api/settlement/closing-shops": { in: closing_shops_in; out: Page<closing_shop_row> };
	/** A shop of a closing */
	"GET /api/settlement/closing-shops/{closing_shop_id}": { in: closing_shop_in; out: closing_shop_out };
	/** Postings behind a shop's amount */
	"GET /api/settlement/closing-entries": { in: closing_entries_in; out: Page<closing_entry> };
	/** Changes of closings, as events */
	"GET /api/settlement/closing-events": { in: Record<string, never>; out: undefined };
	/** Holds */
	"GET /api/settlement/holds": { in: holds_in; out: Page<hold_view> };
	/** A hold */
	"GET /api/settlement/holds/{hold_id}": { in: hold_in; out: hold_view };
	/** Hold a payment */
	"POST /api/settlement/payment-holds": { in: hold_payment_in; out: hold_out };
	/** Hold the payouts of a shop */
	"POST /api/settlement/shop-holds": { in: hold_shop_in; out: hold_out };
	/** Ask for release or refusal */
	"POST /api/settlement/holds/{hold_id}/requests": { in: hold_request_in; out: undefined };
	/** Decide, as the second person */
	"POST /api/settlement/holds/{hold_id}/decisions": { in: hold_decision_in; out: undefined };
	/** Banks, for forms */
	"GET /api/settlement/banks": { in: banks_in; out: banks_out };
	/** Branches of a bank, for forms */
	"GET /api/settlement/branches": { in: branches_in; out: branches_out };
	/** Bank accounts of shops */
	"GET /api/settlement/shop-accounts": { in: shop_accounts_in; out: Page<shop_account> };
	/** A bank account of a shop */
	"GET /api/settlement/shop-accounts/{shop_account_id}": { in: shop_account_id_in; out: shop_account };
	/** An account as the bank will read it */
	"POST /api/settlement/account-previews": { in: payee_in; out: payee_out };
	/** Propose an account for a shop */
	"POST /api/settlement/shop-accounts": { in: account_propose_in; out: shop_account_new_out };
	/** Confirm or refuse a proposed account, as the second person */
	"POST /api/settlement/shop-accounts/{shop_account_id}/decisions": { in: account_decision_in; out: undefined };
	/** Open number and holder; it is written down */
	"POST /api/settlement/shop-accounts/{shop_account_id}/looks": { in: account_look_in; out: account_look_out };
	/** A shop's mail address */
	"PUT /api/settlement/shops/{shop_id}/contact": { in: shop_contact_in; out: undefined };
	/** Who pays */
	"GET /api/settlement/bank-sender": { in: Record<string, never>; out: sender_out };
	/** Set who pays */
	"PUT /api/settlement/bank-sender": { in: bank_sender; out: undefined };
	/** Payouts to shops */
	"GET /api/settlement/payouts": { in: payouts_in; out: Page<payout> };
	/** A payout */
	"GET /api/settlement/payouts/{payout_id}": { in: payout_id_in; out: payout_out };
	/** A payout on paper, for the shop */
	"GET /api/settlement/payouts/{payout_id}/paper": { in: payout_id_in; out: Download };
	/** Pay what came back again, to the corrected account */
	"POST /api/settlement/payouts/{payout_id}/agains": { in: payout_again_in; out: payout_again_out };
	/** Files of transfers */
	"GET /api/settlement/bank-files": { in: bank_files_in; out: Page<bank_file> };
	/** What a file for a day would hold and leave out */
	"GET /api/settlement/bank-file-plans": { in: file_plan_in; out: file_plan_out };
	/** Build a file */
	"POST /api/settlement/bank-files": { in: file_build_in; out: file_build_out };
	/** A file and its records */
	"GET /api/settlement/bank-files/{bank_file_id}": { in: bank_file_in; out: bank_file_out };
	/** Approve a file, as the second person */
	"POST /api/settlement/bank-files/{bank_file_id}/approvals": { in: file_approve_in; out: undefined };
	/** The bytes, for the bank; it is written down */
	"GET /api/settlement/bank-files/{bank_file_id}/content": { in: bank_file_in; out: Download };
	/** Say that a file was handed to the bank */
	"POST /api/settlement/bank-files/{bank_file_id}/sendings": { in: bank_file_in; out: undefined };
	/** Drop a file that was not sent */
	"POST /api/settlement/bank-files/{bank_file_id}/drops": { in: bank_file_in; out: undefined };
	/** What the shop will be paid, when and where */
	"GET /api/settlement/shop-outlook": { in: Record<string, never>; out: shop_outlook_out };
	/** Payouts of the shop */
	"GET /api/settlement/shop-payouts": { in: shop_payouts_in; out: Page<payout> };
	/** A payout and its payments */
	"GET /api/settlement/shop-payouts/{payout_id}": { in: shop_payout_in; out: shop_payout_out };
	/** A payout on paper */
	"GET /api/settlement/shop-payouts/{payout_id}/paper": { in: shop_payout_id_in; out: Download };
	/** Its payments as CSV */
	"GET /api/settlement/shop-payouts/{payout_id}/file": { in: shop_payout_id_in; out: Download };
	/** An account as the bank will read it */
	"POST /api/settlement/shop-account-previews": { in: payee_in; out: payee_out };
	/** Propose where the shop shall be paid */
	"POST /api/settlement/shop-account-proposals": { in: payee_in; out: shop_account_new_out };
	/** Take the proposal that waits back */
	"POST /api/settlement/shop-account-withdrawals": { in: Record<string, never>; out: undefined };
	/** Where mails about money go */
	"PUT /api/settlement/shop-contact": { in: own_contact_in; out: undefined };
	/** Look at a statement of the bank; nothing is kept */
	"POST /api/settlement/statement-previews": { in: Record<string, never>; out: statement };
	/** Take in a statement of the bank */
	"POST /api/settlement/statements": { in: Record<string, never>; out: statement };
	/** Statements of the bank */
	"GET /api/settlement/statements": { in: statements_in; out: Page<statement_row> };
	/** A statement of the bank */
	"GET /api/settlement/statements/{bank_statement_id}": { in: statement_in; out: statement_row };
	/** The file as the bank gave it; on record */
	"GET /api/settlement/statements/{bank_statement_id}/file": { in: statement_in; out: Download };
	/** Lines of the bank */
	"GET /api/settlement/bank-lines": { in: lines_in; out: Page<statement_line> };
	/** A line of the bank, and what it may be */
	"GET /api/settlement/bank-lines/{bank_line_id}": { in: line_in; out: line_out };
	/** Say which shop a line is about */
	"PUT /api/settlement/bank-lines/{bank_line_id}/shop": { in: line_shop_in; out: undefined };
	/** Explain a line */
	"POST /api/settlement/bank-lines/{bank_line_id}/explanations": { in: explanation_in; out: undefined };
	/** Open an explained or repeated line again */
	"POST /api/settlement/bank-lines/{bank_line_id}/reopenings": { in: reopening_in; out: undefined };
	/** Say that a line is a debit or a return of ours */
	"POST /api/settlement/bank-lines/{bank_line_id}/claims": { in: line_claim_in; out: undefined };
	/** Ask that a match be taken back */
	"POST /api/settlement/bank-lines/{bank_line_id}/undos": { in: line_undo_in; out: undefined };
	/** Confirm it, as a second person */
	"POST /api/settlement/bank-lines/{bank_line_id}/confirmations": { in: line_in; out: undefined };
	/** Drop what a first person said */
	"POST /api/settlement/bank-lines/{bank_line_id}/drops": { in: line_in; out: undefined };
	/** Funds of the rounds at any instant */
	"GET /api/settlement/funds": { in: funds_in; out: funds_out };
	/** The rows behind a figure of the funds */
	"GET /api/settlement/entries": { in: entries_in; out: Page<entry_row> };
	/** Receipts and payments of the funds */
	"GET /api/settlement/fund-movements": { in: movements_in; out: Page<movement_row> };
	/** Ask for a movement to be posted */
	"POST /api/settlement/fund-movements": { in: movement_new_in; out: movement_new_out };
	/** Post a movement a colleague asked for */
	"POST /api/settlement/fund-movements/{fund_movement_id}/postings": { in: movement_in; out: undefined };
	/** Refuse a movement */
	"POST /api/settlement/fund-movements/{fund_movement_id}/refusals": { in: movement_refusal_in; out: undefined };
	/** Set the dates of the contract */
	"PUT /api/settlement/fund-terms/{campaign_id}": { in: fund_term_in; out: undefined };
	/** Closings and what became of them */
	"GET /api/settlement/reports/closings": { in: report_closings_in; out: Page<closing_account> };
	/** What was not used, by round and part */
	"GET /api/settlement/reports/unused": { in: report_unused_in; out: Page<unused_part> };
	/** Use by shop */
	"GET /api/settlement/reports/use-shops": { in: report_use_in; out: Page<use_of_shop> };
	/** Use by area */
	"GET /api/settlement/reports/use-areas": { in: report_use_in; out: Page<use_of_area> };
	/** Use by industry */
	"GET /api/settlement/reports/use-industries": { in: report_use_in; out: Page<use_of_industry> };
	/** Use by day */
	"GET /api/settlement/reports/use-days": { in: report_days_in; out: Page<use_of_day> };
	/** Sales by day */
	"GET /api/settlement/reports/sale-days": { in: report_days_in; out: Page<sale_of_day> };
	/** Sales and use by week */
	"GET /api/settlement/reports/weeks": { in: report_days_in; out: Page<report_week> };
	/** Audit packs */
	"GET /api/settlement/audit-packs": { in: packs_in; out: Page<pack_row> };
	/** Ask for the audit pack of an instant */
	"POST /api/settlement/audit-packs": { in: pack_new_in; out: pack_new_out };
	/** Cancel the making of an audit pack */
	"POST /api/settlement/audit-packs/{audit_pack_id}/cancellations": { in: pack_in; out: undefined };
	/** The ZIP file; it is written down */
	"GET /api/settlement/audit-packs/{audit_pack_id}/content": { in: pack_in; out: Download };
	/** Changes of the packs in the making, as events */
	"GET /api/settlement/audit-pack-events": { in: Record<string, never>; out: undefined };
	/** Rules of the checks */
	"GET /api/settlement/check-rules": { in: Record<string, never>; out: check_rules_out };
	/** Change thresholds of a rule */
	"PUT /api/settlement/check-rules/{check_rule_id}": { in: check_rule_in; out: undefined };
	/** Look at the payments now */
	"POST /api/settlement/check-runs": { in: check_now_in; out: check_now_out };
	/** Findings of the checks */
	"GET /api/settlement/flags": { in: flags_in; out: Page<flag_out_row> };
	/** A finding and what became of it */
	"GET /api/settlement/flags/{flag_id}": { in: flag_in; out: flag_out };
	/** Nothing is wrong */
	"POST /api/settlement/flags/{flag_id}/clearances": { in: flag_clear_in; out: undefined };
	/** Hold payments of a finding, or its shop */
	"POST /api/settlement/flags/{flag_id}/holds": { in: flag_hold_in; out: flag_held_out };
	/** Owners, clerks and family of a shop, as numbers */
	"GET /api/settlement/shop-people": { in: shop_people_in; out: shop_people_out };
	/** Say who belongs to a shop */
	"POST /api/settlement/shop-people": { in: shop_person_in; out: shop_person_out };
	/** No longer of the shop */
	"POST /api/settlement/shop-people/{shop_person_id}/endings": { in: link_in; out: undefined };
	/** The payments behind findings */
	"GET /api/settlement/flag-payments": { in: flag_payments_in; out: Page<flag_payment_row> };
}

export const route_info: Record<keyof Routes, {
	once: boolean;
	audience: string;
	out: "json" | "document" | "stream" | "none";
	upload?: string[];
}> = {
	"POST /api/people/mail-codes": { once: false, audience: "public", out: "json" },
	"POST /api/people/resident-sessions": { once: false, audience: "public", out: "json" },
	"POST /api/people/staff-sessions": { once: false, audience: "public", out: "json" },
	"POST /api/people/shop-sessions": { once: false, audience: "public", out: "json" },
	"PUT /api/people/staff-password": { once: false, audience: "staff", out: "none" },
	"PUT /api/people/shop-password": { once: false, audience: "shop", out: "none" },
	"POST /api/people/shop-totp-secrets": { once: false, audience: "shop", out: "json" },
	"PUT /api/people/shop-totp": { once: false, audience: "shop", out: "none" },
	"POST /api/people/shop-totp-removals": { once: false, audience: "shop", out: "none" },
	"GET /api/people/resident-me": { once: false, audience: "resident", out: "json" },
	"GET /api/people/shop-me": { once: false, audience: "shop", out: "json" },
	"GET /api/people/staff-me": { once: false, audience: "staff", out: "json" },
	"DELETE /api/people/resident-session": { once: false, audience: "resident", out: "none" },
	"GET /api/people/resident-sessions": { once: false, audience: "resident", out: "json" },
	"DELETE /api/people/resident-sessions/{session_id}": { once: false, audience: "resident", out: "none" },
	"DELETE /api/people/shop-session": { once: false, audience: "shop", out: "none" },
	"GET /api/people/shop-sessions": { once: false, audience: "shop", out: "json" },
	"DELETE /api/people/shop-sessions/{session_id}": { once: false, audience: "shop", out: "none" },
	"DELETE /api/people/staff-session": { once: false, audience: "staff", out: "none" },
	"GET /api/people/staff-sessions": { once: false, audience: "staff", out: "json" },
	"DELETE /api/people/staff-sessions/{session_id}": { once: false, audience: "staff", out: "none" },
	"GET /api/people/staff-accounts": { once: false, audience: "staff", out: "json" },
	"GET /api/people/staff-roles": { once: false, audience: "staff", out: "json" },
	"GET /api/people/staff-accounts/{account_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/people/staff-accounts/{account_id}/confirmations": { once: true, audience: "staff", out: "none" },
	"POST /api/people/staff-accounts": { once: true, audience: "staff", out: "json" },
	"PUT /api/people/staff-accounts/{account_id}": { once: false, audience: "staff", out: "none" },
	"POST /api/people/staff-accounts/{account_id}/resets": { once: true, audience: "staff", out: "json" },
	"GET /api/people/rights": { once: false, audience: "staff", out: "json" },
	"GET /api/people/roles": { once: false, audience: "staff", out: "json" },
	"POST /api/people/role-changes": { once: true, audience: "staff", out: "json" },
	"GET /api/people/role-changes": { once: false, audience: "staff", out: "json" },
	"POST /api/people/role-changes/{role_change_id}/decisions": { once: true, audience: "staff", out: "json" },
	"POST /api/people/person-searches": { once: false, audience: "staff", out: "json" },
	"POST /api/people/person-looks": { once: false, audience: "staff", out: "json" },
	"POST /api/people/claims": { once: true, audience: "resident", out: "json" },
	"GET /api/people/looks": { once: false, audience: "staff", out: "json" },
	"GET /api/people/audit": { once: false, audience: "staff", out: "json" },
	"GET /api/people/sample-mailbox": { once: false, audience: "public", out: "json" },
	"GET /api/people/sample-sign-ins": { once: false, audience: "public", out: "json" },
	"GET /api/office/site": { once: false, audience: "public", out: "json" },
	"GET /api/office/shops": { once: false, audience: "public", out: "json" },
	"GET /api/office/shop-areas": { once: false, audience: "public", out: "json" },
	"GET /api/office/staff-shops": { once: false, audience: "staff", out: "json" },
	"POST /api/office/staff-shops": { once: true, audience: "staff", out: "json" },
	"GET /api/office/staff-shops/{shop_id}": { once: false, audience: "staff", out: "json" },
	"PUT /api/office/staff-shops/{shop_id}": { once: false, audience: "staff", out: "none" },
	"PUT /api/office/staff-shops/{shop_id}/photo": { once: false, audience: "staff", out: "none", upload: ["image/jpeg", "image/png"] },
	"GET /api/office/shop-photos/{shop_id}": { once: false, audience: "public", out: "document" },
	"POST /api/office/staff-shops/{shop_id}/posters": { once: true, audience: "staff", out: "json" },
	"POST /api/office/posters/{poster_id}/revocations": { once: true, audience: "staff", out: "none" },
	"GET /api/office/staff-shops/{shop_id}/kit": { once: false, audience: "staff", out: "document" },
	"GET /api/office/own-kit": { once: false, audience: "shop", out: "document" },
	"GET /api/office/own-shop": { once: false, audience: "shop", out: "json" },
	"PUT /api/office/own-shop/exclusions": { once: false, audience: "shop", out: "none" },
	"GET /api/office/clerks": { once: false, audience: "shop", out: "json" },
	"POST /api/office/clerks": { once: true, audience: "shop", out: "json" },
	"PUT /api/office/clerks/{account_id}": { once: false, audience: "shop", out: "none" },
	"POST /api/office/clerks/{account_id}/resets": { once: true, audience: "shop", out: "json" },
	"POST /api/office/shop-accounts/{account_id}/resets": { once: true, audience: "staff", out: "json" },
	"GET /api/office/terminals": { once: false, audience: "shop", out: "json" },
	"POST /api/office/terminals": { once: false, audience: "shop", out: "json" },
	"DELETE /api/office/terminals/{terminal_id}": { once: false, audience: "shop", out: "none" },
	"GET /api/office/jobs": { once: false, audience: "staff", out: "json" },
	"POST /api/office/jobs/{job_run_id}/cancellations": { once: true, audience: "staff", out: "none" },
	"GET /api/office/job-events": { once: false, audience: "staff", out: "stream" },
	"GET /api/office/proof": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/campaigns": { once: false, audience: "public", out: "json" },
	"GET /api/sales/staff-campaigns": { once: false, audience: "staff", out: "json" },
	"POST /api/sales/staff-campaigns": { once: true, audience: "staff", out: "json" },
	"PUT /api/sales/staff-campaigns/{campaign_id}": { once: false, audience: "staff", out: "none" },
	"POST /api/sales/rounds": { once: true, audience: "staff", out: "json" },
	"PUT /api/sales/rounds/{round_id}": { once: false, audience: "staff", out: "none" },
	"GET /api/sales/rounds/{round_id}/preview": { once: false, audience: "staff", out: "json" },
	"POST /api/sales/rounds/{round_id}/publications": { once: true, audience: "staff", out: "none" },
	"POST /api/sales/rounds/{round_id}/roll-overs": { once: true, audience: "staff", out: "json" },
	"POST /api/sales/buyers": { once: true, audience: "staff", out: "json" },
	"GET /api/sales/buyers/{person_id}/allowances/{round_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/sales/counter-sales": { once: true, audience: "staff", out: "json" },
	"GET /api/sales/counter-sales": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/clerks": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/counter-sales/{sale_id}": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/counter-sales/{sale_id}/receipt": { once: false, audience: "staff", out: "document" },
	"POST /api/sales/counter-sales/{sale_id}/voids": { once: true, audience: "staff", out: "json" },
	"POST /api/sales/cards": { once: true, audience: "staff", out: "json" },
	"GET /api/sales/cards": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/cards/{card_id}": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/cards/{card_id}/print": { once: false, audience: "staff", out: "document" },
	"POST /api/sales/cards/{card_id}/blocks": { once: true, audience: "staff", out: "none" },
	"POST /api/sales/cards/{card_id}/replacements": { once: true, audience: "staff", out: "json" },
	"PUT /api/sales/cards/{card_id}/limits": { once: false, audience: "staff", out: "none" },
	"PUT /api/sales/cards/{card_id}/pin": { once: false, audience: "staff", out: "none" },
	"GET /api/sales/day-book": { once: false, audience: "staff", out: "json" },
	"GET /api/sales/books": { once: false, audience: "staff", out: "json" },
	"GET /api/till/purse": { once: false, audience: "resident", out: "json" },
	"GET /api/till/purse/history": { once: false, audience: "resident", out: "json" },
	"POST /api/till/pay-codes": { once: false, audience: "resident", out: "json" },
	"GET /api/till/pay-codes/latest-use": { once: false, audience: "resident", out: "json" },
	"GET /api/till/purse-events": { once: false, audience: "resident", out: "stream" },
	"POST /api/till/poster-reads": { once: false, audience: "public", out: "json" },
	"POST /api/till/shop-reads": { once: false, audience: "public", out: "json" },
	"POST /api/till/payments": { once: true, audience: "resident", out: "json" },
	"GET /api/till/payments/{payment_id}": { once: false, audience: "resident", out: "json" },
	"GET /api/till/exclusions": { once: false, audience: "public", out: "json" },
	"POST /api/till/card-openings": { once: false, audience: "shop", out: "json" },
	"POST /api/till/takings": { once: true, audience: "shop", out: "json" },
	"GET /api/till/takings": { once: false, audience: "shop", out: "json" },
	"GET /api/till/takings/today": { once: false, audience: "shop", out: "json" },
	"POST /api/till/takings/{payment_id}/voids": { once: true, audience: "shop", out: "json" },
	"GET /api/till/shop-events": { once: false, audience: "shop", out: "stream" },
	"GET /api/settlement/waiting": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/drifts": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/payout-cycles": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/payout-cycles": { once: true, audience: "staff", out: "json" },
	"PUT /api/settlement/payout-cycles/{payout_cycle_id}": { once: false, audience: "staff", out: "none" },
	"DELETE /api/settlement/payout-cycles/{payout_cycle_id}": { once: false, audience: "staff", out: "none" },
	"GET /api/settlement/closings": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/closings": { once: true, audience: "staff", out: "json" },
	"GET /api/settlement/closings/{closing_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/closings/{closing_id}/confirmations": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/closings/{closing_id}/cancellations": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/closing-shops": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/closing-shops/{closing_shop_id}": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/closing-entries": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/closing-events": { once: false, audience: "staff", out: "stream" },
	"GET /api/settlement/holds": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/holds/{hold_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/payment-holds": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/shop-holds": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/holds/{hold_id}/requests": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/holds/{hold_id}/decisions": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/banks": { once: false, audience: "public", out: "json" },
	"GET /api/settlement/branches": { once: false, audience: "public", out: "json" },
	"GET /api/settlement/shop-accounts": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/shop-accounts/{shop_account_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/account-previews": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/shop-accounts": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/shop-accounts/{shop_account_id}/decisions": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/shop-accounts/{shop_account_id}/looks": { once: false, audience: "staff", out: "json" },
	"PUT /api/settlement/shops/{shop_id}/contact": { once: false, audience: "staff", out: "none" },
	"GET /api/settlement/bank-sender": { once: false, audience: "staff", out: "json" },
	"PUT /api/settlement/bank-sender": { once: false, audience: "staff", out: "none" },
	"GET /api/settlement/payouts": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/payouts/{payout_id}": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/payouts/{payout_id}/paper": { once: false, audience: "staff", out: "document" },
	"POST /api/settlement/payouts/{payout_id}/agains": { once: true, audience: "staff", out: "json" },
	"GET /api/settlement/bank-files": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/bank-file-plans": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/bank-files": { once: true, audience: "staff", out: "json" },
	"GET /api/settlement/bank-files/{bank_file_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/bank-files/{bank_file_id}/approvals": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/bank-files/{bank_file_id}/content": { once: false, audience: "staff", out: "document" },
	"POST /api/settlement/bank-files/{bank_file_id}/sendings": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-files/{bank_file_id}/drops": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/shop-outlook": { once: false, audience: "shop", out: "json" },
	"GET /api/settlement/shop-payouts": { once: false, audience: "shop", out: "json" },
	"GET /api/settlement/shop-payouts/{payout_id}": { once: false, audience: "shop", out: "json" },
	"GET /api/settlement/shop-payouts/{payout_id}/paper": { once: false, audience: "shop", out: "document" },
	"GET /api/settlement/shop-payouts/{payout_id}/file": { once: false, audience: "shop", out: "document" },
	"POST /api/settlement/shop-account-previews": { once: false, audience: "shop", out: "json" },
	"POST /api/settlement/shop-account-proposals": { once: true, audience: "shop", out: "json" },
	"POST /api/settlement/shop-account-withdrawals": { once: true, audience: "shop", out: "none" },
	"PUT /api/settlement/shop-contact": { once: false, audience: "shop", out: "none" },
	"POST /api/settlement/statement-previews": { once: false, audience: "staff", out: "json", upload: ["application/octet-stream"] },
	"POST /api/settlement/statements": { once: true, audience: "staff", out: "json", upload: ["application/octet-stream"] },
	"GET /api/settlement/statements": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/statements/{bank_statement_id}": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/statements/{bank_statement_id}/file": { once: false, audience: "staff", out: "document" },
	"GET /api/settlement/bank-lines": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/bank-lines/{bank_line_id}": { once: false, audience: "staff", out: "json" },
	"PUT /api/settlement/bank-lines/{bank_line_id}/shop": { once: false, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/explanations": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/reopenings": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/claims": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/undos": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/confirmations": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/bank-lines/{bank_line_id}/drops": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/funds": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/entries": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/fund-movements": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/fund-movements": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/fund-movements/{fund_movement_id}/postings": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/fund-movements/{fund_movement_id}/refusals": { once: true, audience: "staff", out: "none" },
	"PUT /api/settlement/fund-terms/{campaign_id}": { once: false, audience: "staff", out: "none" },
	"GET /api/settlement/reports/closings": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/unused": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/use-shops": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/use-areas": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/use-industries": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/use-days": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/sale-days": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/reports/weeks": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/audit-packs": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/audit-packs": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/audit-packs/{audit_pack_id}/cancellations": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/audit-packs/{audit_pack_id}/content": { once: false, audience: "staff", out: "document" },
	"GET /api/settlement/audit-pack-events": { once: false, audience: "staff", out: "stream" },
	"GET /api/settlement/check-rules": { once: false, audience: "staff", out: "json" },
	"PUT /api/settlement/check-rules/{check_rule_id}": { once: false, audience: "staff", out: "none" },
	"POST /api/settlement/check-runs": { once: true, audience: "staff", out: "json" },
	"GET /api/settlement/flags": { once: false, audience: "staff", out: "json" },
	"GET /api/settlement/flags/{flag_id}": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/flags/{flag_id}/clearances": { once: true, audience: "staff", out: "none" },
	"POST /api/settlement/flags/{flag_id}/holds": { once: true, audience: "staff", out: "json" },
	"GET /api/settlement/shop-people": { once: false, audience: "staff", out: "json" },
	"POST /api/settlement/shop-people": { once: true, audience: "staff", out: "json" },
	"POST /api/settlement/shop-people/{shop_person_id}/endings": { once: true, audience: "staff", out: "none" },
	"GET /api/settlement/flag-payments": { once: false, audience: "staff", out: "json" },
};
