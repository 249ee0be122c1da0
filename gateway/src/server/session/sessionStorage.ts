import { createHash, randomBytes } from "node:crypto";
import type { Hex } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";

/** Who is signed in, until when in unix seconds. */
export type Session = { readonly account: Hex; readonly expiresAt: number };

/** Sessions by their secret token. `now` is unix seconds. */
export type SessionStorage = {
  /** Opens a session and gives its token, 256 random bits. */
  open(session: Session, now: number): Promise<string>;
  /** Null for a token that is none, has run out or was closed. */
  find(token: string, now: number): Promise<Session | null>;
  close(token: string): Promise<void>;
};

/** SessionStorage over gateway.session. */
export function sessionStorage(database: Database): SessionStorage {
  return {
    async open({ account, expiresAt }, now) {
      const token = randomBytes(32).toString("base64url");
      await database.query("DELETE FROM gateway.session WHERE expires_at <= $1", [now]);
      await database.query(
        "INSERT INTO gateway.session (token_hash, account, expires_at) VALUES ($1, $2, $3)",
        [hashOf(token), account, expiresAt],
      );
      return token;
    },
    async find(token, now) {
      const [row] = await database.query<{ account: Hex; expires_at: number }>(
        "SELECT account, expires_at FROM gateway.session WHERE token_hash = $1",
        [hashOf(token)],
      );
      return row === undefined || row.expires_at <= now
        ? null
        : { account: row.account, expiresAt: row.expires_at };
    },
    async close(token) {
      await database.query("DELETE FROM gateway.session WHERE token_hash = $1", [hashOf(token)]);
    },
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
