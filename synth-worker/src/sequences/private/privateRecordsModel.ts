import type { PrivateModel } from "../../tabular/model/privateModel.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import type { PublicDomain } from "./publicDomain.ts";

/**
 * `symbolon-private-records/1`: a private release of patients over time. Everything in it is public or was paid for. Patients are a function of
 * (model, seed).
 */
export type PrivateRecordsModel = {
  readonly format: "symbolon-private-records/1";
  readonly schema: SequenceSchema;
  readonly domain: PublicDomain;
  readonly patients: PrivateModel;
  /** Per table: when the next row is and what it is about; its values (null: it has none). */
  readonly tables: readonly { readonly when: PrivateModel; readonly what: PrivateModel | null }[];
  readonly privacy: {
    readonly unit: "patient";
    readonly relation: "add-remove";
    readonly epsilon: number;
    readonly delta: number;
    /** What all parts together may spend. */
    readonly rhoMicro: string;
    readonly guarantee: boolean;
  };
};
