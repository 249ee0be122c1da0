import pino, { type Logger } from "pino";

/** JSON log lines on stderr (stdout is for progress). Written synchronously, so that a killed process leaves its last lines. */
export function makeLogger(name: string, level: string): Logger {
  return pino(
    { name, level, redact: ["privateKey", "salt", "nullifier"] },
    pino.destination({ dest: 2, sync: true }),
  );
}
