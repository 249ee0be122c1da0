/** Name of the library that instrumented sources call; no product code may use it. */
export const PROBE_LIBRARY = "__SymbolonProbe";

/**
 * Solidity source of the library. A probe is a staticcall to the address that Hardhat's EDR watches when it runs with
 * `--coverage`: EDR records the 32 bytes it is called with, even when the frame reverts later. The cast to pure lets
 * pure functions report too; it is the trick of Hardhat's own coverage.sol.
 */
export const probeLibrarySource = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

library ${PROBE_LIBRARY} {
    function _send(uint256 id) private view {
        assembly ("memory-safe") {
            mstore(0x00, id)
            pop(staticcall(gas(), 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE, 0x00, 0x20, 0x00, 0x00))
        }
    }

    function _asPure(function(uint256) view send) private pure returns (function(uint256) pure pureSend) {
        assembly ("memory-safe") {
            pureSend := send
        }
    }

    /// Reports that \`id\` was reached.
    function hit(uint256 id) internal pure {
        _asPure(_send)(id);
    }

    /// Reports which way a condition went and gives it back.
    function way(bool condition, uint256 idTrue, uint256 idFalse) internal pure returns (bool) {
        _asPure(_send)(condition ? idTrue : idFalse);
        return condition;
    }
}
`;
