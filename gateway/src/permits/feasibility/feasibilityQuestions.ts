import {
  CohortCondition,
  canonicalJson,
  DEFAULT_COUNT_K,
  digestOfDocument,
  type FeasibilityCount,
  feasibilityCount,
  type Hex,
  SymbolonError,
} from "@symbolon/protocol";
import { z } from "zod";
import { datasetStorage } from "../../server/modules/dataset/datasetStorage.ts";
import { requireUnprotected } from "../holders/requireUnprotected.ts";
import type { PermitContext } from "../permitContext.ts";

/** Distinct questions about one dataset within PERIOD_SECONDS: of one account, and of all together, since accounts cost nothing. */
export const QUESTION_LIMITS = { perAccount: 20, perDataset: 200, periodSeconds: 30 * 86_400 } as const;

/** A question: how many records meet all these conditions. */
export const FeasibilityQuestion = z.strictObject({
  format: z.literal("symbolon-feasibility/1"),
  cohort: z
    .array(CohortCondition)
    .min(1)
    .max(5)
    .refine((list) => new Set(list.map(({ column }) => column)).size === list.length, "a column repeats"),
});

const FeasibilityAnswer = z.union([
  z.strictObject({ k: z.int(), roundedTo: z.int(), count: z.int() }),
  z.strictObject({ k: z.int(), roundedTo: z.int(), fewerThan: z.int() }),
]);

/** A question and, once the holder gave it, the answer. */
export type FeasibilityState = {
  readonly questionDigest: Hex;
  readonly cohort: unknown;
  readonly answer: FeasibilityCount | null;
};
type Row = { readonly question_digest: Hex; readonly cohort: string; readonly answer: string | null };

/**
 * "How many would there be?" before an application. The hub has no records: it keeps questions, the holder's node answers them by
 * feasibilityCount, and an answer once given is the answer for everybody, so no repetition averages anything out. Distinct questions are
 * limited, because differences of many overlapping cohorts are what rounding does not hide.
 */
export type FeasibilityQuestions = {
  /** Throws E2007, E3012 for a protected column, E9007 above the limits. Asking what was asked before costs nothing. */
  ask(datasetId: string, cohort: readonly CohortCondition[], account: Hex): Promise<FeasibilityState>;
  /** Oldest first. */
  open(datasetId: string): Promise<FeasibilityState[]>;
  /** Throws E3014 for an unknown question, E1006 for what feasibilityCount would not give, E3010 for another answer than before. */
  answer(datasetId: string, questionDigest: string, answer: unknown): Promise<void>;
};

/** FeasibilityQuestions over the tables of PERMIT_TABLES. */
export function feasibilityQuestions(context: PermitContext): FeasibilityQuestions {
  const { database } = context;
  return {
    async ask(datasetId, cohort, account) {
      const [dataset] = await datasetStorage(database).byIds([datasetId]);
      if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
      await requireUnprotected(
        context,
        datasetId,
        cohort.map(({ column }) => column),
      );
      const sorted = [...cohort].sort((a, b) => (a.column < b.column ? -1 : 1));
      const questionDigest = digestOfDocument({ datasetId, cohort: sorted });
      const now = context.now();
      return database.transaction(async (transaction) => {
        const since = now - QUESTION_LIMITS.periodSeconds;
        const asked = await transaction.query<{ account: string; question_digest: string }>(
          "SELECT account, question_digest FROM gateway.feasibility_asker WHERE dataset_id = $1 AND asked_at > $2",
          [datasetId, since],
        );
        const all = new Set(asked.map(({ question_digest }) => question_digest)).add(questionDigest);
        const own = new Set(
          asked.filter((each) => each.account === account).map(({ question_digest }) => question_digest),
        ).add(questionDigest);
        if (own.size > QUESTION_LIMITS.perAccount || all.size > QUESTION_LIMITS.perDataset)
          throw new SymbolonError("E9007", {
            reason: `${QUESTION_LIMITS.perAccount} questions about a dataset in thirty days, ${QUESTION_LIMITS.perDataset} of all`,
          });
        await transaction.query(
          `INSERT INTO gateway.feasibility (dataset_id, question_digest, cohort, asked_by, asked_at)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
          [datasetId, questionDigest, canonicalJson(sorted), account, now],
        );
        await transaction.query(
          `INSERT INTO gateway.feasibility_asker (dataset_id, question_digest, account, asked_at)
           VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
          [datasetId, questionDigest, account, now],
        );
        const [row] = await transaction.query<Row>(
          "SELECT question_digest, cohort, answer FROM gateway.feasibility WHERE dataset_id = $1 AND question_digest = $2",
          [datasetId, questionDigest],
        );
        return stateOf(row!);
      });
    },
    async open(datasetId) {
      const rows = await database.query<Row>(
        `SELECT question_digest, cohort, answer FROM gateway.feasibility
         WHERE dataset_id = $1 AND answer IS NULL ORDER BY asked_at, question_digest LIMIT 200`,
        [datasetId],
      );
      return rows.map(stateOf);
    },
    async answer(datasetId, questionDigest, answer) {
      const text = canonicalJson(checked(answer));
      const [row] = await database.query<{ answer: string }>(
        `UPDATE gateway.feasibility SET answer = COALESCE(answer, $3), answered_at = COALESCE(answered_at, $4)
         WHERE dataset_id = $1 AND question_digest = $2 RETURNING answer`,
        [datasetId, questionDigest, text, context.now()],
      );
      if (row === undefined) throw new SymbolonError("E3014", { what: `question ${questionDigest}` });
      if (row.answer !== text)
        throw new SymbolonError("E3010", { step: "answer", reason: "the first answer stands" });
    },
  };
}

/** Only what feasibilityCount gives for some count, with at least the default k: nothing finer gets in, whatever a holder sends. */
function checked(value: unknown): FeasibilityCount {
  const parsed = FeasibilityAnswer.safeParse(value);
  if (parsed.success && parsed.data.k >= DEFAULT_COUNT_K) {
    const answer = parsed.data;
    const expected = feasibilityCount("count" in answer ? answer.count : 0, answer.k);
    if (canonicalJson(expected) === canonicalJson(answer)) return answer;
  }
  throw new SymbolonError("E1006", {
    document: "feasibility answer",
    reason: `it is not a count rounded to a k of at least ${DEFAULT_COUNT_K}`,
  });
}

function stateOf({ question_digest, cohort, answer }: Row): FeasibilityState {
  return {
    questionDigest: question_digest,
    cohort: JSON.parse(cohort),
    answer: answer === null ? null : (JSON.parse(answer) as FeasibilityCount),
  };
}
