/**
 * Tables of sign-in. `secret` holds one random key, made once, that all replicas on the database sign nonces with. `used_nonce` keeps nonces that
 * somebody signed in with until they run out. A session is kept by the sha256 of its token: who reads the table cannot use it.
 */
export const SESSION_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.secret (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS gateway.used_nonce (nonce text PRIMARY KEY, expires_at bigint NOT NULL);
CREATE INDEX IF NOT EXISTS used_nonce_expires ON gateway.used_nonce (expires_at);
CREATE TABLE IF NOT EXISTS gateway.session (
  token_hash text PRIMARY KEY,
  account text NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS session_expires ON gateway.session (expires_at);
`;
