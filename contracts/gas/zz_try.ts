import { measureGas } from "/work/main/contracts/gas/measureGas.ts";
const r = await measureGas(Number(process.argv[2] ?? 20));
for (const { operation, gas } of r.rows) console.log(operation.padEnd(56), gas.toLocaleString("en").padStart(10));
console.table(r.flatness);
