import { keystream } from "../../../random/keystream.ts";
import type { Party } from "../party.ts";
import { splitWords } from "./splitWords.ts";
import { threeParties } from "./threeParties.ts";

/** What AND gates cost one party, everything included: messages, hashes, verification and the opening. */
export type AndFigures = {
  readonly mode: Party["mode"];
  readonly ands: number;
  /** CPU of one party: a third of the process, in which all three run over links in memory. */
  readonly cpuMs: number;
  readonly andsPerCpuSecond: number;
  readonly bitsPerAnd: number;
  readonly rounds: number;
};

/**
 * Measures `words` times 32 AND gates in operations of `wordsPerOperation` words, then one opening of one word. Figures are of CPU time,
 * which other jobs on the machine disturb less than wall time.
 */
export async function measureAnds(
  mode: Party["mode"],
  words: number,
  wordsPerOperation = 32768,
): Promise<AndFigures> {
  const stream = keystream(new Uint8Array(32), "measure ands");
  const random = (): Uint32Array =>
    Uint32Array.from({ length: wordsPerOperation }, () => stream.nextUint32());
  const x = splitWords(random(), stream);
  const y = splitWords(random(), stream);
  const start = process.cpuUsage();
  const { costs } = await threeParties(
    async (party) => {
      let z = x[party.index]!;
      for (let done = 0; done < words; done += wordsPerOperation) {
        z = await party.and(z, y[party.index]!);
      }
      return await party.open({ own: z.own.subarray(0, 1), next: z.next.subarray(0, 1) });
    },
    { mode },
  );
  const { user, system } = process.cpuUsage(start);
  const cpuMs = (user + system) / 3000;
  const { ands, bytesSent, rounds } = costs[0]!;
  return {
    mode,
    ands,
    cpuMs,
    andsPerCpuSecond: (ands / cpuMs) * 1000,
    bitsPerAnd: (8 * bytesSent) / ands,
    rounds,
  };
}
