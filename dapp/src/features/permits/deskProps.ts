import type { AccessBody, DataRequestCase, Hex, Proceeding } from "@symbolon/protocol";
import type { WholeCase } from "../../data/gateway/permitTypes.ts";
import type { ActName } from "./openActs.ts";
import type { useCaseAct } from "./useCaseAct.ts";

/** What a party works with on a case's page: the case, what its acts amount to, who decides, and how to act. */
export type DeskProps<State extends Proceeding | DataRequestCase = Proceeding | DataRequestCase> = {
  readonly whole: WholeCase;
  readonly state: State;
  readonly body: AccessBody;
  readonly account: Hex;
  /** The acts that this account may take now. */
  readonly open: ReadonlySet<ActName>;
  readonly act: ReturnType<typeof useCaseAct>;
};
