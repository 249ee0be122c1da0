import { fileURLToPath } from "node:url";
import { digestOfBytes, renderEvaluation } from "@symbolon/protocol";
import { evaluateMixed, splitAtRandom } from "@symbolon/synth-worker/evaluation";
import { readMixedTables } from "@symbolon/synth-worker/files";
import { calibratedFile } from "@symbolon/synth-worker/trees";

const COHORT = fileURLToPath(new URL("../examples/breast/rotterdam.csv", import.meta.url));
/** Chosen once, so that the picture comes out the same. */
const SEED = new Uint8Array(32).fill(7);

/** The report on a high-fidelity file of the example cohort, as HTML. Throws when no leaf size withstands the attacks. */
export async function exampleReport(): Promise<string> {
  const { training: read } = await readMixedTables({ training: COHORT, synthetic: COHORT });
  const columns = read.table.columns.filter(({ name }) => name !== "pid");
  const [holdout, training] = splitAtRandom({ rows: read.table.rows, columns }, 0.3, SEED);
  const survival = [
    { time: "dtime", event: "death", level: "1" },
    { time: "rtime", event: "recur", level: "1" },
  ];
  const { synthetic } = calibratedFile({ training, holdout }, { rows: training.rows, seed: SEED, survival });
  if (synthetic === null) throw new Error("no leaf size withstands the attacks; choose another seed");
  const bytes = new TextEncoder().encode(JSON.stringify(synthetic.columns));
  const part = (name: string) => ({ name, sha256: null });
  return renderEvaluation(
    evaluateMixed(
      { synthetic, training, holdout },
      {
        labels: {
          synthetic: { name: "synthetic records", sha256: digestOfBytes(bytes) },
          training: part("rotterdam, 70 %"),
          holdout: part("rotterdam, 30 %"),
        },
        releaseClass: "high-fidelity",
        disclosure: "rounded",
        utility: {
          target: "death",
          survival: survival.map(({ time, event, level }) => ({ time, event, positive: level })),
        },
      },
    ),
  );
}
