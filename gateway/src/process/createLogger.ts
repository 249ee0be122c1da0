import { redactLogLine } from "@symbolon/protocol";
import pino, { type DestinationStream, type Logger } from "pino";

/**
 * Log of a process of the hub: JSON lines, without personal data and secrets, on stderr (stdout is for what the process tells its starter).
 * Every line passes redactLogLine, whoever writes it. Written at once, so that a killed process leaves its last lines.
 */
export function createLogger(
  name: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino({ name, hooks: { streamWrite: redactLogLine } }, destination);
}
