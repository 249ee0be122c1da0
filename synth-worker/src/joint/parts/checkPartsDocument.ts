import { SymbolonError } from "@symbolon/protocol";
import type { JointModelCheck } from "../checkJointModel.ts";
import { isSameEntry } from "../isSameEntry.ts";
import type { OpenedPart } from "./openedPart.ts";
import { partLink } from "./partLink.ts";
import { partPrice } from "./partPrice.ts";
import { PartsDocument } from "./partsDocument.ts";
import { type PartsPlan, planParts } from "./planParts.ts";

/** What a document says, for replayOpener, and what was found in it. */
export type CheckedParts = {
  readonly plan: PartsPlan;
  readonly opened: readonly OpenedPart[];
  readonly guarantee: boolean;
  readonly checks: readonly JointModelCheck[];
};

/**
 * Checks a document `symbolon-joint-openings/1` against itself, as whoever has nothing else can: that its budget is within what (epsilon,
 * delta) allow, that every opening is at the price of its part and all of them within the budget, and that the chain from its inputs to
 * transcriptRoot covers them. That its parts are those of the description is found by making the model again (replayOpener); that three
 * nodes signed it, and that root and inputs are those on chain, is the caller's to check. Throws E1006 for something that is not such a
 * document.
 */
export function checkPartsDocument(document: unknown): CheckedParts {
  const parsed = PartsDocument.safeParse(document);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new SymbolonError("E1006", { document: "joint openings", reason: `${path.join(".")}: ${message}` });
  }
  try {
    return checked(parsed.data);
  } catch (cause) {
    // Of numbers that no plan and no part can have.
    if (!(cause instanceof RangeError)) throw cause;
    throw new SymbolonError("E1006", { document: "joint openings", reason: cause.message }, { cause });
  }
}

function checked(data: PartsDocument): CheckedParts {
  const plan = planParts({
    orderId: data.orderId,
    subject: data.subject,
    datasetIds: [...data.datasetIds, ...data.refused.map(({ datasetId }) => datasetId)],
    epsilon: data.epsilon,
    delta: data.delta,
    rhoMicro: BigInt(data.rhoMicro),
    mostPatients: data.mostPatients,
  });
  const opened = data.openings.map(
    ({ what, picoRho, delta, part, chain }): OpenedPart => ({
      entry: { what, kind: "table", picoRho, delta },
      opening: part === null ? null : openingOf(part),
      chain,
    }),
  );
  const wrong = opened.findIndex(
    ({ entry, opening }) =>
      opening !== null &&
      (opening.numbers.length !== opening.part.cells || !isSameEntry(entry, partPrice(plan, opening.part))),
  );
  const spent = opened.reduce((sum, { entry }) => sum + BigInt(entry.picoRho), 0n);
  const delta = opened.reduce((sum, { entry }) => sum + entry.delta, 0);
  const fits = spent <= plan.rhoMicro * 1_000_000n && delta <= plan.ownDelta;
  const broken = brokenLink(data.inputsDigest, opened, data.transcriptRoot);
  return {
    plan,
    opened,
    guarantee: data.guarantee,
    checks: [
      {
        name: "plan",
        ok: plan.rhoMicro === BigInt(data.rhoMicro),
        detail: `epsilon and delta allow ${plan.rhoMicro} micro-rho of ${data.rhoMicro}`,
      },
      {
        name: "prices",
        ok: wrong < 0,
        detail: wrong < 0 ? `${opened.length} openings` : `opening ${wrong + 1} is not at its part's price`,
      },
      { name: "budget", ok: fits, detail: `${spent} pico-rho of ${plan.rhoMicro} micro-rho` },
      { name: "chain", ok: broken === null, detail: broken ?? `ends at ${data.transcriptRoot}` },
    ],
  };
}

type DocumentPart = NonNullable<PartsDocument["openings"][number]["part"]>;

function openingOf({
  squaredSensitivity,
  sigma,
  numbers,
  inputs,
  ...part
}: DocumentPart): OpenedPart["opening"] {
  return {
    part: {
      ...part,
      squaredSensitivity: BigInt(squaredSensitivity),
      sigma: { num: BigInt(sigma.num), den: BigInt(sigma.den) },
    },
    numbers,
    inputs,
  };
}

function brokenLink(inputs: OpenedPart["chain"], opened: readonly OpenedPart[], root: string): string | null {
  let chain = inputs;
  for (const [i, step] of opened.entries()) {
    chain = partLink(chain, step);
    if (chain !== step.chain) return `opening ${i + 1} does not follow from what comes before it`;
  }
  return chain === root ? null : `the chain ends at ${chain}`;
}
