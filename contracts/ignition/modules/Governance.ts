import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { ROLES } from "../../roles.ts";
import Symbolon from "./Symbolon.ts";

const ADMIN_ROLE = 0n;

/**
 * Hands a deployed set over: governance gets the admin role with an execution delay, grants of every role get the same delay, and the
 * deployer keeps nothing. Parameters: governance, guardian, treasurer, distributor (accounts), delaySeconds. Cannot be undone by the
 * deployer, so it is a module of its own.
 */
export default buildModule("Governance", (m) => {
  const { accessManager } = m.useModule(Symbolon);
  const deployer = m.getAccount(0);
  const delaySeconds = m.getParameter<number>("delaySeconds");
  const holders = [
    { role: "GUARDIAN", delay: 0 },
    { role: "TREASURER", delay: delaySeconds },
    { role: "DISTRIBUTOR", delay: 0 },
  ] as const;

  const before = holders.flatMap(({ role, delay }) => {
    const account = m.getParameter<string>(role.toLowerCase());
    return [
      m.call(accessManager, "grantRole", [ROLES[role], account, delay], { id: `Grant${role}` }),
      m.call(accessManager, "revokeRole", [ROLES[role], deployer], { id: `Revoke${role}` }),
    ];
  });
  const slowed = Object.entries(ROLES).map(([name, role]) =>
    m.call(accessManager, "setGrantDelay", [role, delaySeconds], { id: `Slow${name}`, after: before }),
  );
  const governance = m.getParameter<string>("governance");
  const granted = m.call(accessManager, "grantRole", [ADMIN_ROLE, governance, delaySeconds], {
    id: "GrantAdmin",
    after: slowed,
  });
  m.call(accessManager, "revokeRole", [ADMIN_ROLE, deployer], { id: "RevokeAdmin", after: [granted] });
  return { accessManager };
});
