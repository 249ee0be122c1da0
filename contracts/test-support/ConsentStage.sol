// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ConsentLeaf} from "../src/consent/ConsentLeaf.sol";
import {ConsentRegistry} from "../src/consent/ConsentRegistry.sol";
import {IConsentRegistry} from "../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";
import {DatasetHarness} from "./DatasetHarness.sol";
import {TestBase} from "./TestBase.sol";

/// @title ConsentStage
/// @notice A ConsentRegistry with one dataset of each lane, and the patients' side of consents.
abstract contract ConsentStage is TestBase {
    address internal constant HOSPITAL = address(0x405);
    address internal constant STRANGER = address(0xbad);
    uint256 internal constant COMMERCIAL = 1;
    uint256 internal constant EHDS = 2;
    uint256 internal constant UNKNOWN = 3;
    bytes32 internal constant FIRST_ROOT = keccak256("first root");
    bytes32 internal constant RECORD = keccak256("record");
    /// @dev Half the order of secp256k1: s above it is refused.
    bytes32 internal constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    ConsentRegistry internal consents;
    DatasetHarness internal datasets;

    function setUp() public virtual {
        address authority = deployAccessManager(address(this));
        consents = ConsentRegistry(deployCode("consent/ConsentRegistry.sol/ConsentRegistry", abi.encode(authority)));
        datasets = new DatasetHarness();
        consents.wire(IDatasetRegistry(address(datasets)));
        datasets.mint(HOSPITAL, COMMERCIAL, IDatasetRegistry.Lane.COMMERCIAL, FIRST_ROOT);
        datasets.mint(HOSPITAL, EHDS, IDatasetRegistry.Lane.EHDS, 0);
    }

    function privateKey(uint256 seed) internal pure returns (uint256) {
        // Below 2^128 and not zero, so always a valid key.
        return uint128(uint256(keccak256(abi.encode("consent key", seed)))) | 1;
    }

    function consentKey(uint256 seed) internal pure returns (address) {
        return vm.addr(privateKey(seed));
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Symbolon"),
                keccak256("1"),
                block.chainid,
                address(consents)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }

    function compact(uint256 key, bytes32 structHash) internal view returns (IConsentRegistry.Signature memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digestOf(structHash));
        return IConsentRegistry.Signature(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
    }

    function signGrant(
        uint256 seed,
        uint256 datasetId,
        bytes32 recordHash
    ) internal view returns (IConsentRegistry.Signature memory) {
        bytes32 typehash = keccak256("ConsentGrant(uint256 datasetId,bytes32 recordHash)");
        return compact(privateKey(seed), keccak256(abi.encode(typehash, datasetId, recordHash)));
    }

    function signKeyWithdrawal(
        uint256 seed,
        uint256 datasetId
    ) internal view returns (IConsentRegistry.Signature memory) {
        bytes32 typehash = keccak256("ConsentKeyWithdrawal(uint256 datasetId)");
        return compact(privateKey(seed), keccak256(abi.encode(typehash, datasetId)));
    }

    /// @dev Two consents under one root: that of `seed` and another, which is its proof.
    function withdrawalOf(
        uint256 seed,
        uint256 datasetId
    ) internal view returns (IConsentRegistry.Withdrawal memory withdrawal, bytes32[] memory proof) {
        withdrawal.datasetId = datasetId;
        withdrawal.consentKey = consentKey(seed);
        withdrawal.recordHash = keccak256(abi.encode("record", seed));
        withdrawal.nullifier = keccak256(abi.encode("nullifier", seed));
        withdrawal.deadline = uint64(block.timestamp + 1 hours);
        bytes32 leaf = ConsentLeaf.hash(withdrawal.consentKey, withdrawal.recordHash, withdrawal.nullifier);
        proof = new bytes32[](1);
        proof[0] = keccak256(abi.encode("another leaf", seed));
        (bytes32 low, bytes32 high) = leaf < proof[0] ? (leaf, proof[0]) : (proof[0], leaf);
        withdrawal.root = keccak256(abi.encode(low, high));
    }

    function signWithdrawal(
        uint256 seed,
        IConsentRegistry.Withdrawal memory withdrawal
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256("ConsentWithdrawal(uint256 datasetId,bytes32 nullifier,uint64 deadline)");
        bytes32 digest = digestOf(
            keccak256(abi.encode(typehash, withdrawal.datasetId, withdrawal.nullifier, withdrawal.deadline))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey(seed), digest);
        return abi.encodePacked(r, s, v);
    }

    function grantAndAdmit(uint256 seed, uint256 datasetId) internal {
        vm.prank(consentKey(seed));
        consents.grant(datasetId, RECORD);
        admit(seed, datasetId);
    }

    function admit(uint256 seed, uint256 datasetId) internal {
        address[] memory keys = new address[](1);
        keys[0] = consentKey(seed);
        vm.prank(HOSPITAL);
        consents.admit(datasetId, keys);
    }

    function assertGrant(
        uint256 seed,
        uint256 datasetId,
        IConsentRegistry.GrantState state,
        bytes32 recordHash
    ) internal view {
        (IConsentRegistry.GrantState actual, bytes31 held) = consents.grantOf(datasetId, consentKey(seed));
        assertEq(uint8(actual), uint8(state));
        assertEq(bytes32(held), bytes32(bytes31(recordHash)));
    }

    function notOwner(uint256 datasetId) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, datasetId, STRANGER);
    }

    function wrongLane(uint256 datasetId) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IConsentRegistry.ConsentWrongLane.selector, datasetId);
    }
}
