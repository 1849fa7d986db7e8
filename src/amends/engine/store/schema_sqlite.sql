-- The tables of Amends on SQLite: the same as in schema_postgres.sql, where each is explained.

CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT;

CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    shop TEXT NOT NULL,
    number TEXT NOT NULL,
    buyer TEXT NOT NULL,
    seller TEXT NOT NULL,
    currency TEXT NOT NULL,
    policy TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    shape INTEGER NOT NULL,
    state TEXT NOT NULL,
    status TEXT NOT NULL,
    last_at INTEGER NOT NULL,
    next_due_at INTEGER,
    duty TEXT,
    duty_by INTEGER,
    counted_at INTEGER,
    counts INTEGER
) STRICT;
CREATE INDEX orders_due ON orders (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX orders_duty ON orders (seller, coalesce(duty_by, 253402300799000), order_id) WHERE duty IS NOT NULL;
CREATE INDEX orders_counted ON orders (seller, counted_at, counts) WHERE counted_at IS NOT NULL;

CREATE TABLE order_number (
    shop TEXT NOT NULL,
    number TEXT NOT NULL,
    order_id TEXT NOT NULL,
    buyer TEXT NOT NULL,
    seller TEXT NOT NULL,
    PRIMARY KEY (shop, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_number_buyer ON order_number (buyer, order_id);
CREATE INDEX order_number_seller ON order_number (seller, order_id);
CREATE INDEX order_number_number ON order_number (number);

CREATE TABLE event (
    order_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
    order_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    n INTEGER NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    minor INTEGER NOT NULL CHECK (minor > 0),
    currency TEXT NOT NULL,
    purpose TEXT NOT NULL,
    PRIMARY KEY (order_id, position, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute (
    order_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    buyer TEXT NOT NULL,
    seller TEXT NOT NULL,
    line TEXT NOT NULL,
    grounds TEXT NOT NULL,
    stage TEXT NOT NULL,
    turn TEXT NOT NULL,
    outcome TEXT,
    due INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    language TEXT NOT NULL,
    policy TEXT NOT NULL,
    claim INTEGER NOT NULL,
    refund INTEGER,
    bearer TEXT,
    task TEXT,
    answer_by INTEGER,
    ready_at INTEGER,
    barred TEXT NOT NULL,
    judge TEXT,
    review TEXT,
    duty TEXT,
    duty_by INTEGER,
    PRIMARY KEY (order_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_seller ON dispute (seller, turn, coalesce(due, 253402300799000), order_id, number) WHERE closed_at IS NULL;
CREATE INDEX dispute_duty ON dispute (seller, coalesce(duty_by, 253402300799000), order_id, number) WHERE duty IS NOT NULL;
CREATE INDEX dispute_back ON dispute (seller, coalesce(due, 253402300799000), order_id, number) WHERE stage IN ('return', 'replacement');
CREATE INDEX dispute_over ON dispute (seller, closed_at, order_id, number) WHERE closed_at IS NOT NULL;
CREATE INDEX dispute_buyer ON dispute (buyer, due) WHERE closed_at IS NULL;
CREATE INDEX dispute_buyer_over ON dispute (buyer, closed_at, order_id, number) WHERE closed_at IS NOT NULL;
CREATE INDEX dispute_turn ON dispute (turn, due) WHERE closed_at IS NULL;
CREATE INDEX dispute_task ON dispute (task, answer_by, order_id, number) WHERE task IS NOT NULL;
CREATE INDEX dispute_language ON dispute (language, task, answer_by, order_id, number) WHERE task IS NOT NULL;
CREATE INDEX dispute_like ON dispute (policy, grounds, closed_at) WHERE outcome = 'ruled';
CREATE INDEX dispute_judge ON dispute (judge, closed_at) WHERE judge IS NOT NULL;

CREATE TABLE exhibit (
    order_id TEXT NOT NULL,
    dispute INTEGER NOT NULL,
    number INTEGER NOT NULL,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (order_id, dispute, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_file ON exhibit (sha256);

CREATE TABLE private_text (
    order_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    scope TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    sought TEXT,
    PRIMARY KEY (order_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_text_sought ON private_text (sought) WHERE sought IS NOT NULL;
CREATE TABLE salt (
    order_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    salt BLOB,
    erased_at INTEGER,
    PRIMARY KEY (order_id, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    order_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    dispute INTEGER,
    attempts INTEGER NOT NULL,
    next_attempt INTEGER,
    PRIMARY KEY (order_id, position, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
    order_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (order_id, actor, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE aside (
    order_id TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_try INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE payout (
    seller TEXT NOT NULL,
    currency TEXT NOT NULL,
    n INTEGER NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    minor INTEGER NOT NULL CHECK (minor >= 0),
    returned INTEGER NOT NULL CHECK (returned >= 0),
    PRIMARY KEY (seller, currency, n),
    UNIQUE (seller, currency, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    reference TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    used_since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_switch (
    from_at INTEGER PRIMARY KEY,
    reference TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at INTEGER NOT NULL
) STRICT;

CREATE TABLE worker (
    name TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    swept_at INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT;

INSERT INTO schema_version VALUES (1);
