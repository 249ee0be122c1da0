/** Name of the library that switches faults on. */
export const MUTANT_LIBRARY = "__SymbolonMutant";

/** What stands in the bytecode where the number of the active fault is to be written; 32 bytes, hexadecimal. */
export const ACTIVE_PLACEHOLDER = "a5c3b1f0d2e49687".repeat(4);

/**
 * Solidity source of the library. The number of the active fault is a literal in assembly: without the optimiser it
 * reaches the bytecode as it is, where it is replaced without compiling again. While it is the placeholder, no fault is
 * active.
 */
export const mutantLibrarySource = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

library ${MUTANT_LIBRARY} {
    function on(uint256 id) internal pure returns (bool isActive) {
        assembly ("memory-safe") {
            isActive := eq(id, 0x${ACTIVE_PLACEHOLDER})
        }
    }
}
`;
