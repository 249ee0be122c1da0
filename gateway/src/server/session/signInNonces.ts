import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "../../database/Database.ts";

/** Seconds that a nonce may be signed in with. */
const LIFE_SECONDS = 600;
const RANDOM_BYTES = 16;
const MAC_BYTES = 16;
const NONCE = /^([0-9a-f]{32})([0-9a-f]{10})([0-9a-f]{32})$/;

/** Nonces for sign-in messages. `now` is unix seconds. */
export type SignInNonces = {
  issue(now: number): Promise<{ readonly nonce: string; readonly expiresAt: number }>;
  /** True once per nonce that was issued here and has not run out; false ever after. */
  use(nonce: string, now: number): Promise<boolean>;
};

/**
 * Nonces that carry their own end and a MAC (HMAC-SHA256 cut to 128 bits, FIPS 198-1) under a key in the database: asking for them, which anyone
 * may, writes nothing. Only what somebody signed in with is kept, until it runs out.
 */
export function signInNonces(database: Database): SignInNonces {
  let key: Promise<string> | null = null;
  const mac = async (text: string): Promise<Buffer> => {
    key ??= secretKey(database);
    return createHmac("sha256", await key)
      .update(`sign-in nonce ${text}`)
      .digest()
      .subarray(0, MAC_BYTES);
  };
  return {
    async issue(now) {
      const expiresAt = now + LIFE_SECONDS;
      const text = randomBytes(RANDOM_BYTES).toString("hex") + expiresAt.toString(16).padStart(10, "0");
      return { nonce: text + (await mac(text)).toString("hex"), expiresAt };
    },
    async use(nonce, now) {
      const match = NONCE.exec(nonce);
      if (match === null) return false;
      const [, random, end, given] = match;
      const isOurs = timingSafeEqual(Buffer.from(given!, "hex"), await mac(random! + end!));
      const expiresAt = Number.parseInt(end!, 16);
      if (!isOurs || expiresAt <= now) return false;
      await database.query("DELETE FROM gateway.used_nonce WHERE expires_at <= $1", [now]);
      const written = await database.query(
        "INSERT INTO gateway.used_nonce (nonce, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING nonce",
        [nonce, expiresAt],
      );
      return written.length === 1;
    },
  };
}

/** The first process makes it, all others read it. */
async function secretKey(database: Database): Promise<string> {
  const read = () =>
    database.query<{ value: string }>("SELECT value FROM gateway.secret WHERE name = 'sign-in'");
  const [known] = await read();
  if (known !== undefined) return known.value;
  await database.query(
    "INSERT INTO gateway.secret (name, value) VALUES ('sign-in', $1) ON CONFLICT DO NOTHING",
    [randomBytes(32).toString("hex")],
  );
  return (await read())[0]!.value;
}
