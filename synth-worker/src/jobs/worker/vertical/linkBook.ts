import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  fromHex,
  type Hex,
  type HpkeKeyPair,
  hpkeOpen,
  hpkeSeal,
  SymbolonError,
  type TokensAnswer,
  toHex,
} from "@symbolon/protocol";
import { evaluateInTurns } from "../../../mpc/vertical/join/evaluateInTurns.ts";
import type { NodeEvaluation } from "../../../mpc/vertical/join/evaluationSteps.ts";
import type { NodeTokenKey } from "../../../mpc/vertical/join/nodeTokenKey.ts";
import { writeEvaluation } from "../../../mpc/vertical/join/writeEvaluation.ts";
import { noteList } from "../../../mpc/vertical/session/noteList.ts";
import { startVerticalSession } from "../../../mpc/vertical/session/startVerticalSession.ts";
import { takeRows } from "../../../mpc/vertical/session/takeRows.ts";
import type { JoiningSession } from "../../../mpc/vertical/session/verticalSession.ts";
import type { VerticalJob } from "../../../mpc/vertical/verticalJob.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { durableValue } from "../../shared/durableValue.ts";
import { MOST_LISTS } from "../../shared/mostLists.ts";
import { stateFile } from "../../shared/stateFile.ts";

const FILE = "link.json";

/** On disk, until all rows are here: the node's share of the token key, sealed to the node itself, its public part, and the lists as they came. */
type OnDisk = {
  readonly key: { readonly sealed: Hex; readonly publicKey: Hex } | null;
  readonly lists: Readonly<Record<string, Hex>>;
};

/**
 * A node's part in linking two hospitals' patients for one claim. Its share of the token key and the lists it has answered outlive a restart, so a killed node goes on with
 * the same claim and nobody needs new lists; another claim has another key. No identifier is here: the node sees uniform elements.
 */
export type LinkBook = {
  /**
   * Takes a hospital's list, on disk when it returns, and begins to answer it. The first one of a hospital stands: E4020 for another. Throws E4006 once
   * MOST_LISTS claims of the order had lists, and what noteList throws.
   */
  readonly takeList: (datasetId: string, list: Uint8Array) => Promise<void>;
  /** Answers that are ready, to lists of these datasets. Throws E4020 for a list with something that is no element. */
  readonly answersTo: (datasetIds: readonly string[]) => TokensAnswer["answers"];
  /** Checks a hospital's rows (unsealed) against its list and its commitments. Throws what takeRows throws, and E4020 for other commitments. */
  readonly checkRows: (datasetId: string, bytes: Uint8Array, commitments: readonly Hex[]) => void;
  /** All hospitals' rows are here: the key and the lists go, no token can be made any more. */
  readonly end: () => Promise<void>;
};

/** The book in a claim's folder. */
export async function openLinkBook(input: {
  readonly folder: string;
  readonly job: VerticalJob;
  readonly node: 0 | 1 | 2;
  readonly account: Hex;
  /** Of each hospital, made-up identifiers included. */
  readonly mostRows: number;
  readonly hpke: HpkeKeyPair;
}): Promise<LinkBook> {
  const { folder, job, node, account, mostRows, hpke } = input;
  const { chainId, orderId, datasetIds } = job;
  const file = stateFile<OnDisk | null>(join(folder, FILE));
  const kept = durableValue(file, await file.read());
  const context = `symbolon/token-key/${chainId}/${orderId}/${account}/${job.claim}`;
  const answers = new Map<string, { answer: NodeEvaluation | null; failure: unknown }>();
  let session: JoiningSession | null = null;

  const begin = (datasetId: string, elements: readonly Uint8Array[], { key }: JoiningSession): void => {
    if (answers.has(datasetId)) return;
    const entry: { answer: NodeEvaluation | null; failure: unknown } = { answer: null, failure: null };
    answers.set(datasetId, entry);
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    void evaluateInTurns(orderId, key, elements, { entropy: cryptoEntropy(), pause }).then(
      (answer) => {
        entry.answer = answer;
      },
      (failure: unknown) => {
        entry.failure = failure;
      },
    );
  };
  const openSession = async ({ key, lists }: OnDisk): Promise<JoiningSession | null> => {
    if (key === null) return null;
    const secret = await hpkeOpen(hpke.privateKey, fromHex(key.sealed), context);
    let opened: JoiningSession = {
      ...startVerticalSession({ job, node, mostRows: datasetIds.map(() => mostRows) }, cryptoEntropy()),
      key: { secret, publicKey: fromHex(key.publicKey) },
    };
    for (const [datasetId, list] of Object.entries(lists)) {
      const noted = noteList(opened, { datasetId, list: fromHex(list) });
      opened = noted.session;
      begin(datasetId, noted.elements, opened);
    }
    return opened;
  };
  /** The session, with a new key where the claim has none yet. */
  const started = async (): Promise<JoiningSession | null> => {
    if (session !== null) return session;
    if (kept.get() === null) {
      await requireFewClaims(folder, orderId);
      const { key } = startVerticalSession(
        { job, node, mostRows: datasetIds.map(() => mostRows) },
        cryptoEntropy(),
      );
      const own = await sealKey(hpke, key, context);
      await kept.update((current) => current ?? { key: own, lists: {} });
    }
    const opened = await openSession(kept.get()!);
    // Of two requests at once one was first.
    session ??= opened;
    return session;
  };
  const first = kept.get();
  if (first !== null) session = await openSession(first);
  return {
    async takeList(datasetId, list) {
      const current = await started();
      // All rows are here: the list was answered long ago.
      if (current === null) return;
      await kept.update((state) => {
        const { lists } = state!;
        const known = lists[datasetId];
        // What is on disk decides: of two lists at once one is the second.
        const before =
          known === undefined ? current : noteList(current, { datasetId, list: fromHex(known) }).session;
        noteList(before, { datasetId, list });
        return known === undefined ? { ...state!, lists: { ...lists, [datasetId]: toHex(list) } } : state;
      });
      if (session === null) return;
      const noted = noteList(session, { datasetId, list });
      session = noted.session;
      begin(datasetId, noted.elements, session);
    },
    answersTo(wanted) {
      const publicKey = session === null ? null : toHex(session.key.publicKey);
      if (publicKey === null) return [];
      return wanted.flatMap((datasetId) => {
        const { answer, failure } = answers.get(datasetId) ?? { answer: null, failure: null };
        if (failure !== null) throw failure;
        if (answer === null) return [];
        return [{ datasetId, publicKey, evaluation: toHex(writeEvaluation(answer)) }];
      });
    },
    checkRows(datasetId, bytes, commitments) {
      if (session === null) {
        const isOver = kept.get() !== null;
        if (isOver) throw new SymbolonError("E4002", { datasetId, orderId });
        throw new SymbolonError("E4020", {
          orderId,
          reason: `data set ${datasetId} sent rows before a list`,
        });
      }
      const { held } = takeRows(session, { datasetId, bytes });
      if (held.commitments.join() !== commitments.join())
        throw new SymbolonError("E4020", {
          orderId,
          reason: `data set ${datasetId} signed other commitments than its rows have`,
        });
    },
    async end() {
      await kept.update(() => ({ key: null, lists: {} }));
      session = null;
      answers.clear();
    },
  };
}

async function sealKey(
  hpke: HpkeKeyPair,
  { secret, publicKey }: NodeTokenKey,
  context: string,
): Promise<NonNullable<OnDisk["key"]>> {
  const sealed = await hpkeSeal(hpke.publicKey, Uint8Array.from(secret), context);
  return { sealed: toHex(sealed), publicKey: toHex(publicKey) };
}

/** Each claim of an order has a folder beside this one. */
async function requireFewClaims(folder: string, orderId: string): Promise<void> {
  const claims = await readdir(dirname(folder)).catch(() => []);
  const had = await Promise.all(
    claims.map(async (claim) => (await stateFile(join(dirname(folder), claim, FILE)).read()) !== null),
  );
  if (had.filter((has) => has).length >= MOST_LISTS)
    throw new SymbolonError("E4006", { orderId, reason: `its hospitals handed in ${MOST_LISTS} lists each` });
}
