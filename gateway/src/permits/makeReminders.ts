import { remindersBetween } from "@symbolon/protocol";
import { caseDeadlines } from "./caseDeadlines.ts";
import { caseRecord } from "./caseRecord.ts";
import { caseStorage } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";

const PAGE = 200;

/** What a look at all clocks found. */
export type ReminderRun = { readonly made: number; readonly overdue: number };

/**
 * Looks at every clock of every case and writes the reminders that have fallen due, each once however often it is called (Art. 61(4) and the
 * clocks of Art. 60 to 72). `overdue` counts clocks that ran out undone; a hub's operator watches it.
 */
export async function makeReminders(context: PermitContext): Promise<ReminderRun> {
  const storage = caseStorage(context.database);
  const now = context.now();
  const bodies = await storage.accessBodies();
  let [made, overdue] = [0, 0];
  for (let offset = 0; ; offset += PAGE) {
    const rows = await storage.list({}, PAGE, offset);
    const acts = await storage.acts(rows);
    for (const row of rows) {
      const body = bodies.find(({ country }) => country === row.country);
      if (body === undefined) continue;
      const own = acts.filter(
        (act) => act.application_hash === row.application_hash && act.country === row.country,
      );
      const deadlines = caseDeadlines(caseRecord(row, own, body), body);
      overdue += deadlines.filter(({ doneAt, dueAt }) => doneAt === null && dueAt <= now).length;
      for (const { kind, datasetId, daysBefore, dueAt, party } of remindersBetween(deadlines, 0, now)) {
        const written = await context.database.query(
          `INSERT INTO gateway.permit_reminder
             (application_hash, country, kind, dataset_id, days_before, due_at, party, made_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING kind`,
          [row.application_hash, row.country, kind, datasetId ?? "", daysBefore, dueAt, party, now],
        );
        made += written.length;
      }
    }
    if (rows.length < PAGE) return { made, overdue };
  }
}
