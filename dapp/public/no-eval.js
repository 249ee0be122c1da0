// Runs before the app: its schemas are read without compiled code, which this page's policy forbids, and without trying.
globalThis.__zod_globalConfig = { jitless: true };
