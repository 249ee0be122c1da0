import type { TestEvent } from "node:test/reporters";

/** Reporter of `node --test` for scripts/test.ts: the run's Totals as one JSON line. */
export default async function* totalsReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of source) {
    if (event.type !== "test:summary" || event.data.file !== undefined) continue;
    const { counts } = event.data;
    // Failed and cancelled: whatever neither passed nor was skipped on purpose.
    const skipped = counts.skipped + counts.todo;
    const failed = counts.tests - counts.passed - skipped;
    yield `${JSON.stringify({ passed: counts.passed, failed, skipped })}\n`;
  }
}
