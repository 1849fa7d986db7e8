-- The tables of Amends on PostgreSQL. The Django migration runs this file; so do tests and benchmarks.
-- Every key begins with the order's id, so that the same schema can be spread by it. No sequences, no triggers.
-- Names in keys compare by their bytes, whatever the language of the database: that is faster and the same everywhere.
-- `orders` is plural because ORDER is a word of SQL. Instants are milliseconds since the epoch, amounts minor units.

-- One row for all: which shape the tables have.
CREATE TABLE schema_version (version integer PRIMARY KEY);

-- The order as of its last event: `state` is a snapshot that folding the log gives again, the other columns are for lists.
CREATE TABLE orders (
    order_id uuid PRIMARY KEY,
    shop text NOT NULL,
    number text NOT NULL,
    buyer text NOT NULL,
    seller text NOT NULL,
    currency text NOT NULL,
    policy text NOT NULL,
    placed_at bigint NOT NULL,
    version integer NOT NULL,
    hash bytea NOT NULL,
    shape integer NOT NULL,
    state text NOT NULL,
    status text NOT NULL,
    last_at bigint NOT NULL,
    next_due_at bigint,
    -- What the seller has to do about it and until when; since when it counts in the seller's rates, and as what.
    duty text,
    duty_by bigint,
    counted_at bigint,
    counts integer
) WITH (fillfactor = 80);
CREATE INDEX orders_due ON orders (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX orders_duty ON orders (seller, coalesce(duty_by, 253402300799000), order_id) WHERE duty IS NOT NULL;
CREATE INDEX orders_counted ON orders (seller, counted_at, counts) WHERE counted_at IS NOT NULL;

-- Which order a shop's number means, and whose it is. Apart from `orders`, whose rows change all the time: every
-- change would pay for these indexes. It can be spread by shop.
CREATE TABLE order_number (
    shop text COLLATE "C" NOT NULL,
    number text COLLATE "C" NOT NULL,
    order_id uuid NOT NULL,
    buyer text COLLATE "C" NOT NULL,
    seller text COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, number)
);
CREATE INDEX order_number_buyer ON order_number (buyer, order_id);
CREATE INDEX order_number_seller ON order_number (seller, order_id);
CREATE INDEX order_number_number ON order_number (number);

-- The log. Never updated, never deleted.
CREATE TABLE event (
    order_id uuid NOT NULL,
    position integer NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (order_id, position)
);

-- The money that the event at `position` moves: it leaves `debit` and enters `credit`. Never updated, never deleted.
CREATE TABLE transfer (
    order_id uuid NOT NULL,
    position integer NOT NULL,
    n integer NOT NULL,
    debit text NOT NULL,
    credit text NOT NULL,
    minor bigint NOT NULL CHECK (minor > 0),
    currency text NOT NULL,
    purpose text NOT NULL,
    PRIMARY KEY (order_id, position, n)
);

-- What queues and pages filter and sort on.
CREATE TABLE dispute (
    order_id uuid NOT NULL,
    number integer NOT NULL,
    buyer text COLLATE "C" NOT NULL,
    seller text COLLATE "C" NOT NULL,
    line text NOT NULL,
    grounds text NOT NULL,
    stage text NOT NULL,
    turn text COLLATE "C" NOT NULL,
    outcome text,
    due bigint,
    opened_at bigint NOT NULL,
    closed_at bigint,
    -- In which language the buyer reads and writes; the policy that the order pins; what was claimed, and what came of it.
    language text COLLATE "C" NOT NULL,
    policy text COLLATE "C" NOT NULL,
    claim bigint NOT NULL,
    refund bigint,
    bearer text,
    -- What arbitrators have to do here, until when they mean to, from when they can, and who may not: names, each between line breaks.
    task text COLLATE "C",
    answer_by bigint,
    ready_at bigint,
    barred text NOT NULL,
    -- Who ruled, and what became of it on appeal.
    judge text COLLATE "C",
    review text,
    -- What the seller has to do here, and until when.
    duty text,
    duty_by bigint,
    PRIMARY KEY (order_id, number)
);
CREATE INDEX dispute_seller ON dispute (seller, turn, coalesce(due, 253402300799000), order_id, number) WHERE closed_at IS NULL;
-- A seller's desk: what to do, what is coming back, what is over. What has no deadline comes last, in the year 9999.
CREATE INDEX dispute_duty ON dispute (seller, coalesce(duty_by, 253402300799000), order_id, number) WHERE duty IS NOT NULL;
CREATE INDEX dispute_back ON dispute (seller, coalesce(due, 253402300799000), order_id, number) WHERE stage IN ('return', 'replacement');
CREATE INDEX dispute_over ON dispute (seller, closed_at, order_id, number) WHERE closed_at IS NOT NULL;
CREATE INDEX dispute_buyer ON dispute (buyer, due) WHERE closed_at IS NULL;
CREATE INDEX dispute_buyer_over ON dispute (buyer, closed_at, order_id, number) WHERE closed_at IS NOT NULL;
CREATE INDEX dispute_turn ON dispute (turn, due) WHERE closed_at IS NULL;
-- The arbitrators' queue, in one language or in all, and what was ruled in cases of one kind or by one person.
CREATE INDEX dispute_task ON dispute (task, answer_by, order_id, number) WHERE task IS NOT NULL;
CREATE INDEX dispute_language ON dispute (language, task, answer_by, order_id, number) WHERE task IS NOT NULL;
CREATE INDEX dispute_like ON dispute (policy, grounds, closed_at) WHERE outcome = 'ruled';
CREATE INDEX dispute_judge ON dispute (judge, closed_at) WHERE judge IS NOT NULL;

-- Exhibits, to see a file that was shown before. The files are kept elsewhere, by their hash.
CREATE TABLE exhibit (
    order_id uuid NOT NULL,
    dispute integer NOT NULL,
    number integer NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    PRIMARY KEY (order_id, dispute, number)
);
CREATE INDEX exhibit_file ON exhibit (sha256);

-- Texts of which the chain holds only digests, and the salts of these digests: erased together.
CREATE TABLE private_text (
    order_id uuid NOT NULL,
    digest text COLLATE "C" NOT NULL,
    scope text NOT NULL,
    field text NOT NULL,
    text text NOT NULL,
    -- The beginning of a parcel's number or postcode as it is compared, to find it on other orders.
    sought text COLLATE "C",
    PRIMARY KEY (order_id, digest)
);
CREATE INDEX private_text_sought ON private_text (sought) WHERE sought IS NOT NULL;
CREATE TABLE salt (
    order_id uuid NOT NULL,
    scope text COLLATE "C" NOT NULL,
    salt bytea,
    erased_at bigint,
    PRIMARY KEY (order_id, scope)
);

-- Who is to be told what.
CREATE TABLE outbox (
    order_id uuid NOT NULL,
    position integer NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    dispute integer,
    attempts integer NOT NULL,
    next_attempt bigint,
    PRIMARY KEY (order_id, position, n)
);

-- What was answered to a key: the events from `first` to `last`.
CREATE TABLE receipt (
    order_id uuid NOT NULL,
    actor text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    request bytea NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (order_id, actor, key)
);

-- Orders that raised: left out by sweep and writer until `next_try`.
CREATE TABLE aside (
    order_id uuid PRIMARY KEY,
    since bigint NOT NULL,
    place text NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    next_try bigint NOT NULL
);

-- What was paid out to a seller, the n-th time, and what then went back of what the platform had advanced: the account's own
-- stream, apart from every order's (safeguards.md 29). Spread by seller. Never updated, never deleted.
CREATE TABLE payout (
    seller text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    minor bigint NOT NULL CHECK (minor >= 0),
    returned bigint NOT NULL CHECK (returned >= 0),
    PRIMARY KEY (seller, currency, n),
    UNIQUE (seller, currency, key)
);

-- Policy versions that orders pin.
CREATE TABLE policy (
    reference text COLLATE "C" PRIMARY KEY,
    body text NOT NULL,
    hash bytea NOT NULL,
    used_since bigint NOT NULL
);

-- From when on new orders pin which policy, when they name none. Old orders keep theirs.
CREATE TABLE policy_switch (
    from_at bigint PRIMARY KEY,
    reference text NOT NULL,
    given_by text NOT NULL,
    given_at bigint NOT NULL
);

-- The workers that look for deadlines, and when each last did.
CREATE TABLE worker (
    name text COLLATE "C" PRIMARY KEY,
    started_at bigint NOT NULL,
    swept_at bigint NOT NULL,
    problem text NOT NULL
);

INSERT INTO schema_version VALUES (1);
