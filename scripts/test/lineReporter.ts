import type { TestEvent } from "node:test/reporters";
import { inspect } from "node:util";

/** Lines of a failing file's own output that are shown. */
const OUTPUT_LINES = 60;

/**
 * Reporter of `node --test` for people: one line per test file, failures in full where they happen, skips with their
 * reason. What a file printed itself is shown only when something in it failed.
 */
export default async function* lineReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const outputs = new Map<string, string>();
  const failing = new Set<string>();
  for await (const event of source) {
    if (event.type === "test:stdout" || event.type === "test:stderr") {
      const { file, message } = event.data;
      outputs.set(file, (outputs.get(file) ?? "") + message);
    } else if (event.type === "test:fail" && !isParentOfFailure(event.data.details.error)) {
      const { name, file, line, details } = event.data;
      failing.add(file ?? "");
      yield `  FAILED  ${name}  (${relative(file)}:${line ?? 0})\n${indent(reason(details.error))}\n`;
    } else if (event.type === "test:pass" && event.data.skip !== undefined) {
      const { name, file, skip } = event.data;
      yield `  skipped ${name}  (${relative(file)})${typeof skip === "string" ? `: ${skip}` : ""}\n`;
    } else if (event.type === "test:summary" && event.data.file !== undefined) {
      const { counts, duration_ms, file, success } = event.data;
      const seconds = (duration_ms / 1000).toFixed(1).padStart(6);
      yield `  ${success ? "ok    " : "FAILED"} ${String(counts.tests).padStart(4)} tests ${seconds} s  ${relative(file)}\n`;
    }
  }
  for (const file of failing) {
    const lines = (outputs.get(file) ?? "").trimEnd().split("\n");
    if (lines.join("") === "") continue;
    yield `\n  Output of ${relative(file)}:\n${indent(lines.slice(-OUTPUT_LINES).join("\n"))}\n`;
  }
}

/** A suite fails because a test in it failed; that test has been reported already. */
function isParentOfFailure(error: Error & { failureType?: string }): boolean {
  return error.failureType === "subtestsFailed";
}

function reason(error: Error): string {
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause, { depth: 6 });
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `          ${line}`)
    .join("\n");
}

function relative(file: string | undefined): string {
  return (file ?? "").replace(`${process.cwd()}/`, "");
}
