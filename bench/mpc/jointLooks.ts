import { fromHex, type Hex } from "@symbolon/protocol";
import {
  agreeKeys,
  cryptoEntropy,
  hospitalOpener,
  type PartsHooks,
  type PartsOpener,
  type PartsPlan,
  runParts,
  startParty,
} from "@symbolon/synth-worker/mpc";
import { benchNode } from "./benchNode.ts";

const JOB: Hex = `0x${"7a".repeat(32)}`;

type Reports = Awaited<ReturnType<PartsHooks["exchange"]>>;
type Packages = Awaited<ReturnType<PartsHooks["receive"]>>[number];

/** What is known of one look. */
type Look = {
  readonly packages: Packages[][];
  readonly sent: PromiseWithResolvers<void>;
  readonly reports: Reports[number][];
  readonly reported: PromiseWithResolvers<void>;
  readonly opened: readonly PromiseWithResolvers<readonly Float64Array[]>[];
};

/** What a job in looks gave, and what it took at one node (all send alike to a percent). */
export type JointLooks<T> = {
  readonly value: T;
  readonly figures: {
    readonly openings: number;
    readonly numbers: number;
    readonly bytesPerNode: number;
    readonly uploadBytesPerHospital: number;
    readonly rounds: number;
    readonly ands: number;
  };
};

/**
 * Runs a joint job in looks: three nodes over mutual TLS on the loopback interface, in malicious mode, with keys that they agree on, and a
 * hospital per dataset of the plan, all in this process; `program` gets null at a node and the hospital's place at a hospital. Every party
 * makes the model, so one party's own time is a part of the total.
 */
export async function runJointLooks<T>(
  plan: PartsPlan,
  program: (opener: PartsOpener, hospital: number | null) => Promise<T>,
): Promise<JointLooks<T>> {
  const { datasetIds, orderId } = plan.order;
  const looks: Look[] = [];
  const at = (look: number): Look => {
    looks[look] ??= {
      packages: [[], [], []],
      sent: Promise.withResolvers(),
      reports: [],
      reported: Promise.withResolvers(),
      opened: [0, 1, 2].map(() => Promise.withResolvers()),
    };
    return looks[look];
  };
  let uploaded = 0;
  const hospitals = datasetIds.map((datasetId, hospital) =>
    program(
      hospitalOpener(
        plan,
        { job: JOB, datasetId, entropy: cryptoEntropy(), guarantee: true },
        {
          send(look, { packages, commitments }) {
            const { packages: boxes, sent } = at(look);
            for (const [node, bytes] of packages.entries())
              boxes[node]!.push({ datasetId, commitments, package: bytes });
            if (hospital === 0) uploaded += packages.reduce((sum, { length }) => sum + length, 0);
            if (boxes[0]!.length === datasetIds.length) sent.resolve();
          },
          opened: (look) => Promise.all(at(look).opened.map(({ promise }) => promise)),
        },
      ),
      hospital,
    ),
  );
  const nodes = await Promise.all(([0, 1, 2] as const).map((index) => benchNode(index, "tls")));
  const runNode = async (index: 0 | 1 | 2) => {
    const session = fromHex(JOB);
    const of = (place: number) => nodes[place % 3]!.address;
    const peers = { previous: of(index + 2), next: of(index + 1) };
    const { ends, sent, close } = await nodes[index]!.open({ session: [...session], peers, delayMs: 0 });
    const agreed = await agreeKeys({ orderId, job: session, index, links: ends }, cryptoEntropy());
    const party = startParty({ index, orderId, mode: "malicious", links: ends, ...agreed });
    const hooks: PartsHooks = {
      async receive(look) {
        await at(look).sent.promise;
        return at(look).packages[index]!;
      },
      async exchange(own, look) {
        const { reports, reported } = at(look);
        reports[index] = own;
        if (Object.keys(reports).length === 3) reported.resolve();
        await reported.promise;
        return reports;
      },
      charge: () => undefined,
      told: (look, sums) => at(look).opened[index]!.resolve(sums),
    };
    const { value, opened } = await runParts(party, plan, { job: JOB, guarantee: true }, hooks, (opener) =>
      program(opener, null),
    );
    const { rounds, ands } = party.cost;
    const figures = {
      openings: opened.length,
      numbers: opened.reduce((sum, { opening }) => sum + (opening?.numbers.length ?? 0), 0),
      bytesPerNode: sent().wireBytes,
      uploadBytesPerHospital: uploaded,
      rounds,
      ands,
    };
    party.close();
    await close();
    return { value, figures };
  };
  try {
    const [first] = await Promise.all([runNode(0), runNode(1), runNode(2)]);
    await Promise.all(hospitals);
    return first!;
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
  }
}
