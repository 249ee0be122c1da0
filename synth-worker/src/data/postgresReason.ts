/** What SQLSTATEs and system errors mean to whoever asked for a table (PostgreSQL documentation, appendix A). */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["28P01", "the server refused the password"],
  ["28000", "the server refused this user, or a connection without TLS"],
  ["3D000", "the server has no such database"],
  ["42P01", "there is no such table, or it is in a schema that is not searched"],
  ["3F000", "there is no such schema"],
  ["42501", "this user may not read it"],
  ["53300", "the server has too many connections"],
  ["ECONNREFUSED", "no server answers there"],
  ["ENOTFOUND", "there is no such host"],
  ["EAI_AGAIN", "there is no such host"],
  ["ETIMEDOUT", "the server does not answer"],
  ["ECONNRESET", "the server ended the connection"],
  ["57P01", "the server ended the connection"],
  ["ENOENT", "a certificate file of the connection string is not there"],
  ["EACCES", "a certificate file of the connection string may not be read"],
  ["ERR_INVALID_URL", "the connection string is not like postgres://user@host:5432/database"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "the server's certificate is for another host"],
  ["CERT_HAS_EXPIRED", "the server's certificate has expired"],
]);
const UNTRUSTED = /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF))/;

/**
 * Why PostgreSQL, or the way to it, failed, in words that hold neither the connection string nor a record: a server's own messages may quote
 * values, so only their codes are read.
 */
export function postgresReason(cause: unknown, statementSeconds: number): string {
  const code = codeOf(cause);
  const known = REASONS.get(code);
  if (known !== undefined) return known;
  if (code === "57014") return `a statement ran longer than ${statementSeconds} s`;
  if (UNTRUSTED.test(code)) return "the server's certificate is signed by nobody this machine trusts";
  const message = cause instanceof Error ? cause.message : "";
  if (/does not support SSL/.test(message)) return "the server does not offer TLS";
  if (/timeout/i.test(message)) return "the server does not answer";
  if (/^Connection terminated/.test(message)) return "the server ended the connection";
  if (/password must be a string|no password/i.test(message)) return "the server asks for a password";
  return code === "" ? "the connection failed" : `PostgreSQL failed with code ${code}`;
}

/** The error's code; of several tries (IPv6, IPv4) the first that has one. */
function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(codeOf).find((code) => code !== "") ?? "";
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return "";
  return typeof cause.code === "string" ? cause.code : "";
}
