import { type CaseFilter, caseStorage } from "../../../permits/caseStorage.ts";
import { listRegister } from "../../../permits/listRegister.ts";
import { readCase } from "../../../permits/readCase.ts";
import { registerEntry } from "../../../permits/registerEntry.ts";
import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";

/** Queries of the public register of applications, data requests, decisions and results. */
export const permitCaseResolvers = {
  Query: {
    accessBodies: (_: unknown, _args: object, { gateway }: GraphqlContext) =>
      caseStorage(gateway.database).accessBodies(),
    permitRegister(
      _: unknown,
      args: { filter?: CaseFilter | null; first: number; offset: number },
      { gateway }: GraphqlContext,
    ) {
      return listRegister(gateway, args.filter ?? {}, pageSize(args.first), Math.max(0, args.offset));
    },
    async permitCase(
      _: unknown,
      args: { applicationHash: string; country: string },
      { gateway }: GraphqlContext,
    ) {
      const row = await caseStorage(gateway.database).find(args.applicationHash, args.country);
      if (row === null) return null;
      const { record, body } = await readCase(gateway, args.applicationHash, args.country);
      return registerEntry(record, body, gateway.now());
    },
  },
};
