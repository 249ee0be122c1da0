/**
 * Tables that replicas of one hub share their work by. All times are the database's own clock in milliseconds, so that the clocks of the replicas
 * need not agree. `due_at` of a running task is the end of its lease: until then nobody else may claim it. `lease.holder` names one process.
 */
export const OPERATIONS_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.task (
  id text PRIMARY KEY,
  kind text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL,
  due_at bigint NOT NULL,
  lease text,
  result jsonb,
  error_code text,
  error_what text,
  error_todo text,
  added_at bigint NOT NULL,
  ended_at bigint,
  UNIQUE (kind, key)
);
CREATE INDEX IF NOT EXISTS task_due ON gateway.task (due_at) WHERE status IN ('waiting', 'running');
CREATE INDEX IF NOT EXISTS task_ended ON gateway.task (kind, ended_at) WHERE status IN ('done', 'dead');
CREATE TABLE IF NOT EXISTS gateway.lease (
  name text PRIMARY KEY,
  holder text NOT NULL,
  until bigint NOT NULL,
  note jsonb
);
`;
