import { redactLogLine } from "@symbolon/protocol";
import pino, { type Logger } from "pino";

/** JSON log lines on stderr (stdout is for progress), without personal data and secrets (redactLogLine). Written synchronously, so that a killed process leaves its last lines. */
export function makeLogger(name: string, level: string): Logger {
  return pino(
    { name, level, hooks: { streamWrite: redactLogLine } },
    pino.destination({ dest: 2, sync: true }),
  );
}
