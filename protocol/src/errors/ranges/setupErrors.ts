import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E8xxx: set-up and environment. */
export const SETUP_ERRORS = {
  E8001: {
    what: "Port {port} is taken.",
    todo: "Stop the program that uses it or choose another port.",
    retryable: false,
  },
  E8002: {
    what: "{path} cannot be written: {reason}.",
    todo: "Give write permission or set SYMBOLON_HOME to a folder you own.",
    retryable: false,
  },
  E8003: {
    what: "Environment is not complete: {reason}.",
    todo: "Set the variables listed.",
    retryable: false,
  },
  E8004: { what: "{process} did not start: {reason}.", todo: "See its log at {log}.", retryable: false },
  E8005: {
    what: "{path} is in use by another process ({owner}).",
    todo: "Stop that one first, or give another folder.",
    retryable: false,
  },
  E8006: {
    what: "No hub runs on {path}.",
    todo: "Start it with symbolon hub start, or name its folder with --data.",
    retryable: false,
  },
  E8007: {
    what: "The backup cannot be used: {reason}.",
    todo: "Use another copy; nothing was taken over.",
    retryable: false,
  },
  E8008: {
    what: "{path} holds data already.",
    todo: "Restore into an empty folder, and into an empty database where DATABASE_URL names one.",
    retryable: false,
  },
  E8009: {
    what: "The database was made by a newer version: it knows {steps}.",
    todo: "Run that version; going back means restoring a backup of this one.",
    retryable: false,
  },
  E8010: {
    what: "No npm was found.",
    todo: "Install npm (it comes with Node.js) and run this again.",
    retryable: false,
  },
  E8011: {
    what: "Node.js 24 could not be fetched from the npm registry: {reason}.",
    todo: "Check the network and npm's registry and proxy settings, or run this with Node.js 24 installed.",
    retryable: true,
  },
  E8012: {
    what: "{path} is missing.",
    todo: "Restore it from git (git checkout -- package-lock.json) and run this again.",
    retryable: false,
  },
  E8013: {
    what: "The packages could not be installed: {reason}.",
    todo: "See {log}. Running this again is safe.",
    retryable: true,
  },
  E8014: {
    what: "The disk has no room for {path}.",
    todo: "Free space; the process goes on by itself and nothing was lost.",
    retryable: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
