/** npm's error codes that mean "the registry was not reached". */
const NETWORK_CODES =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)$/;

/**
 * Reads npm's own error code out of its output (`npm error code X`, `npm ERR! code X` before npm 10) for a one-line reason.
 *
 * @param {string} output
 * @returns {string}
 */
export function npmFailure(output) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1];
  if (code === undefined) return "npm gave no error code";
  if (NETWORK_CODES.test(code)) return `the npm registry does not answer (${code})`;
  if (code === "EUSAGE") return "package.json and package-lock.json do not agree (EUSAGE)";
  return `npm ended with ${code}`;
}
