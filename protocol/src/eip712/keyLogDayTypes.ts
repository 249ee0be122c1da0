/** What a hub's account signs about a day of its key log: `digest` is that of the KeyLogDay document. Domain: keyLogDomain(chainId). */
export const KEY_LOG_DAY_TYPES = {
  KeyLogDay: [
    { name: "day", type: "string" },
    { name: "digest", type: "bytes32" },
  ],
};
