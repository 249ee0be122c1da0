import hre from "hardhat";
import { createStage } from "../test-support/createStage.ts";
import { publish } from "../test-support/sale.ts";
import { GasBook, type GasRow } from "./gasRow.ts";
import { measureConsents } from "./measureConsents.ts";
import { type Flatness, measureFlatness } from "./measureFlatness.ts";
import { measureJobs } from "./measureJobs.ts";
import { measurePermits } from "./measurePermits.ts";
import { measureSales } from "./measureSales.ts";

/** Every operation's gas on fresh local chains, through the public interfaces. */
export type GasReport = { readonly rows: readonly GasRow[]; readonly flatness: readonly Flatness[] };

/** Compiles, deploys and plays; `openJobs` is how many stay open while {@link measureFlatness} measures again. */
export async function measureGas(openJobs: number): Promise<GasReport> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  const book = new GasBook();
  const stage = await createStage();
  await measureSales(stage, book);
  await measureJobs(stage, book);
  await measureConsents(await createStage(), book);
  await measurePermits(await createStage(), book);
  const other = await createStage();
  await publish(other, other.actors.hospitalA);
  return { rows: book.rows, flatness: await measureFlatness(other, openJobs) };
}
