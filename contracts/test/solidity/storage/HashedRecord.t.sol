// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {HashedRecord} from "../../../src/storage/HashedRecord.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract HashedRecordTest is TestBase {
    using HashedRecord for bytes32;

    function testFuzz_pack_keepsStatusAndHash(uint8 status, bytes32 digest) public pure {
        bytes32 record = HashedRecord.pack(status, digest);
        assertEq(record.statusOf(), status);
        assertTrue(record.matches(digest), "stands for its hash");
        assertEq(uint256(record) >> 8, uint256(digest) >> 8);
    }

    function testFuzz_withStatus_keepsTheHash(uint8 status, uint8 next, bytes32 digest) public pure {
        bytes32 record = HashedRecord.pack(status, digest).withStatus(next);
        assertEq(record, HashedRecord.pack(next, digest));
    }

    /// @dev Every one of the 248 bits counts.
    function testFuzz_matches_noOtherHash(uint8 status, bytes32 digest, uint256 bit) public pure {
        bytes32 other = bytes32(uint256(digest) ^ (1 << bound(bit, 8, 255)));
        assertTrue(!HashedRecord.pack(status, digest).matches(other), "another hash");
    }

    function testFuzz_matches_whateverTheStatus(uint8 status, bytes32 digest, uint256 bit) public pure {
        bytes32 same = bytes32(uint256(digest) ^ (1 << bound(bit, 0, 7)));
        assertTrue(HashedRecord.pack(status, digest).matches(same), "the low 8 bits are the status");
    }

    function test_anEmptyRecord_hasStatusZero() public pure {
        assertEq(bytes32(0).statusOf(), 0);
        assertTrue(!bytes32(0).matches(keccak256("anything")), "stands for nothing");
    }
}
