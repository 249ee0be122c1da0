/**
 * Texts of the set-up errors. They repeat entries of protocol/src/errors/catalogue.ts, which cannot be imported
 * here: it is TypeScript, and this runs before Node 24 is there. A test keeps the two alike.
 */
export const SETUP_ERRORS = {
  E8002: {
    what: "{path} cannot be written: {reason}.",
    todo: "Give write permission or set SYMBOLON_HOME to a folder you own.",
  },
  E8010: {
    what: "No npm was found.",
    todo: "Install npm (it comes with Node.js) and run this again.",
  },
  E8011: {
    what: "Node.js 24 could not be fetched from the npm registry: {reason}.",
    todo: "Check the network and npm's registry and proxy settings, or run this with Node.js 24 installed.",
  },
  E8012: {
    what: "{path} is missing.",
    todo: "Restore it from git (git checkout -- package-lock.json) and run this again.",
  },
  E8013: {
    what: "The packages could not be installed: {reason}.",
    todo: "See {log}. Running this again is safe.",
  },
};

/** A set-up failure a person can act on: `message` says what happened, `todo` what to do. */
export class SetupError extends Error {
  /**
   * @param {keyof typeof SETUP_ERRORS} code
   * @param {Record<string, string>} [details] values for the placeholders
   */
  constructor(code, details = {}) {
    super(`${code} ${fill(SETUP_ERRORS[code].what, details)}`);
    this.name = "SetupError";
    this.code = code;
    this.todo = fill(SETUP_ERRORS[code].todo, details);
  }
}

/**
 * @param {string} template
 * @param {Record<string, string>} details
 */
function fill(template, details) {
  return template.replace(/\{(\w+)\}/g, (_, key) => details[key] ?? "?");
}
