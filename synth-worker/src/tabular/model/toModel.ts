import { toNumber } from "../../math/toNumber.ts";
import type { Release } from "../mechanisms/release.ts";
import { encodePotentials, type PrivateModel } from "./privateModel.ts";

/** Weights of fine levels are kept in this part of a record. */
const WEIGHT_UNIT = 256;

/** A finished release as a document; `delta` is what its epsilon is stated at. */
export function toModel(release: Release, delta: number): PrivateModel {
  const { state, accountant, table } = release;
  const { fit } = state;
  return {
    format: "symbolon-private-model/1",
    columns: release.maps.map((map, column) => ({
      map: [...map],
      weights: Array.from(release.fine[column]!, (held) => Math.round(held * WEIGHT_UNIT) / WEIGHT_UNIT),
      noisyCounts: [...release.oneWays[column]!.counts],
      sigma: toNumber(release.oneWays[column]!.sigma),
    })),
    total: state.total,
    priorWeight: state.priorWeight,
    tables: state.measured.map(({ columns, counts, variance }, i) => ({
      columns: [...columns],
      counts: [...counts],
      variance,
      potentials: encodePotentials(fit.potentials[i]!),
    })),
    zeros: state.zeros.map(({ columns, allowed }) => ({ columns: [...columns], allowed: [...allowed] })),
    base: state.base.map(({ columns, logPotentials }) => ({
      columns: [...columns],
      potentials: encodePotentials(logPotentials),
    })),
    privacy: {
      unit: "patient",
      maxRecords: table.neighbours.maxRecords,
      relation: table.neighbours.relation,
      epsilon: accountant.epsilon(delta),
      delta,
      rhoMicro: accountant.totalRhoMicro.toString(),
      mechanism: release.options.mechanism,
      guarantee: table.guarantee,
    },
  };
}
