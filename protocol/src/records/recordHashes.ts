import { AbiCoder, Interface, type InterfaceAbi, keccak256 } from "ethers";
import type { Hex } from "../content/hex.ts";
import { JobRegistryAbi } from "../generated/abi/JobRegistry.ts";
import { MarketAbi } from "../generated/abi/Market.ts";
import type { OrderRecord } from "./foldOrder.ts";
import type { JobRecord } from "./jobRecord.ts";
import type { OrderTerms } from "./orderTerms.ts";
import type { Settlement } from "./settlement.ts";

const market = new Interface(MarketAbi as unknown as InterfaceAbi);
const jobs = new Interface(JobRegistryAbi as unknown as InterfaceAbi);

const TERMS = market.getFunction("refund")!.inputs[1]!;
const SETTLEMENT = market.getFunction("release")!.inputs[1]!;
const JOB = jobs.getFunction("finalise")!.inputs[2]!;

const hash = (type: typeof TERMS, value: unknown): Hex =>
  keccak256(AbiCoder.defaultAbiCoder().encode([type], [value])) as Hex;

/** keccak256 of the ABI-encoded terms: what Market.recordOf stands for while an order is ESCROWED. */
export const hashTerms = (terms: OrderTerms): Hex => hash(TERMS, terms);

/** keccak256 of the ABI-encoded settlement: what Market.recordOf stands for once an order is settled. */
export const hashSettlement = (settlement: Settlement): Hex => hash(SETTLEMENT, settlement);

/** What Market.recordOf stands for now: the settlement once there is one, the terms before. */
export const hashOrder = (order: Pick<OrderRecord, "terms" | "settlement">): Hex =>
  order.settlement === null ? hashTerms(order.terms) : hashSettlement(order.settlement);

/** keccak256 of the ABI-encoded job: what JobRegistry.recordOf stands for. */
export const hashJob = (job: JobRecord): Hex => hash(JOB, job);

/** True when the upper 248 bits of an on-chain record are those of the hash (storage/HashedRecord.sol). */
export const recordMatches = (record: Hex, digest: Hex): boolean =>
  record.slice(0, 64).toLowerCase() === digest.slice(0, 64).toLowerCase();

/** Status or state of an on-chain record: its low 8 bits. */
export const recordStatus = (record: Hex): number => Number.parseInt(record.slice(64), 16);
