import { reviewState } from "@symbolon/protocol";
import type { PermitContext } from "../permitContext.ts";
import { declarationStorage } from "./declarationStorage.ts";

const PAGE = 200;

/** What a look at all reviews found. */
export type ReviewRun = { readonly made: number; readonly overdue: number };

/**
 * Looks at the yearly review of every declared dataset (Regulation (EU) 2025/327 Art. 60(3)) and writes a notice to its holder, one when it is due
 * soon and one when it is overdue, each once however often it is called.
 */
export async function remindReviews(context: PermitContext): Promise<ReviewRun> {
  const storage = declarationStorage(context.database);
  const now = context.now();
  let [made, overdue] = [0, 0];
  for (let offset = 0; ; offset += PAGE) {
    const page = await storage.list(PAGE, offset);
    for (const { declaration, account } of page) {
      const { dueOn, state } = reviewState(declaration.reviewedOn, now);
      if (state === "reviewed") continue;
      if (state === "overdue") overdue++;
      const written = await context.database.query(
        `INSERT INTO gateway.review_reminder (dataset_id, due_on, state, account, made_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING state`,
        [declaration.datasetId, dueOn, state, account, now],
      );
      made += written.length;
    }
    if (page.length < PAGE) return { made, overdue };
  }
}
