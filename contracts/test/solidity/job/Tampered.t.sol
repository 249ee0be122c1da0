// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

/// @dev The chain keeps hashes, so every word of what callers hand back must matter: changing any of them, offsets and
/// lengths of the encoding included, must make the call revert.
contract TamperedTest is JobStage {
    uint256 private constant STEPS = 9;
    uint256 private constant SPARE_KEY = 0x59A4E;

    address private _spare;

    function setUp() public override {
        super.setUp();
        _spare = registerSpare(SPARE_KEY);
    }

    function test_everyStep_withAnyWordChanged_reverts_andUnchangedPasses() public {
        for (uint256 step = 0; step < STEPS; ++step) {
            (address caller, bytes memory data, uint256[] memory words) = _call(step);
            for (uint256 i = 0; i < words.length; ++i) {
                _refused(caller, _flipped(data, words[i], 1));
                _refused(caller, _flipped(data, words[i], 1 << 255));
            }
            (bool isDone, ) = _send(caller, data);
            assertTrue(isDone, "the call is right when nothing is changed");
        }
    }

    function testFuzz_claim_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(0, word, mask);
    }

    function testFuzz_measure_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(1, word, mask);
    }

    function testFuzz_commit_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(2, word, mask);
    }

    function testFuzz_report_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(3, word, mask);
    }

    function testFuzz_certify_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(4, word, mask);
    }

    function testFuzz_fail_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(5, word, mask);
    }

    function testFuzz_refund_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(6, word, mask);
    }

    function testFuzz_finalise_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(7, word, mask);
    }

    function testFuzz_replaceNode_tampered_reverts(uint256 word, uint256 mask) public {
        _refusedAt(8, word, mask);
    }

    function _refusedAt(uint256 step, uint256 word, uint256 mask) private {
        vm.assume(mask != 0);
        (address caller, bytes memory data, uint256[] memory words) = _call(step);
        _refused(caller, _flipped(data, words[word % words.length], mask));
    }

    /// @dev Brings an order to where the step is due.
    /// @return caller who may make the step
    /// @return data the call
    /// @return words positions of the words (after the selector) that belong to order id, terms and job
    function _call(uint256 step) private returns (address caller, bytes memory data, uint256[] memory words) {
        // Equal orders have equal terms, which may stand in for each other: this one is like no other.
        IMarket.OrderRequest memory request = orderRequest("tampered");
        request.specDigest = bytes32(step + 1);
        uint256 orderId = placeOrder(request, noOffers());
        if (step > 0) claim(orderId);
        if (step > 1) measure(orderId);
        if (step > 2 && step < 8) commit(orderId);
        if (step > 3 && step < 8) report(orderId);
        if (step == 7) certify(orderId, true);
        caller = nodes[0];
        bytes memory terms = abi.encode(termsOf(orderId));
        bytes memory job = abi.encode(jobOf(orderId));
        if (step == 0) {
            data = abi.encodeCall(jobs.claim, (orderId, termsOf(orderId), nodes, emptyJob()));
            words = _words(data, 1, terms, 0, "");
        } else if (step == 1) {
            data = abi.encodeCall(jobs.measure, (orderId, termsOf(orderId), jobOf(orderId), keccak256("commit"), 0));
            words = _words(data, 1, terms, 2, job);
        } else if (step == 2) {
            data = abi.encodeCall(jobs.commit, (orderId, jobOf(orderId), resultCommits(orderId)));
            words = _words(data, 1, job, 0, "");
        } else if (step == 3) {
            bytes[3] memory signatures = signReport(orderId, reportOf(orderId));
            data = abi.encodeCall(jobs.report, (orderId, jobOf(orderId), reportOf(orderId), salts(), signatures));
            words = _words(data, 1, job, 0, "");
        } else if (step == 4) {
            data = _certifyCall(orderId);
            words = _words(data, 1, terms, 2, job);
        } else if (step == 5) {
            IJobRegistry.FailReason reason = IJobRegistry.FailReason.LEAD_GAVE_UP;
            data = abi.encodeCall(jobs.fail, (orderId, reason, termsOf(orderId), jobOf(orderId)));
            words = _words(data, 2, terms, 3, job);
        } else if (step == 6) {
            vm.prank(nodes[0]);
            fail(orderId, IJobRegistry.FailReason.LEAD_GAVE_UP);
            data = abi.encodeCall(market.refund, (orderId, termsOf(orderId)));
            words = _words(data, 1, terms, 0, "");
        } else if (step == 7) {
            data = abi.encodeCall(jobs.finalise, (orderId, termsOf(orderId), jobOf(orderId)));
            words = _words(data, 1, terms, 2, job);
        } else {
            bytes[2] memory signatures = signReplacement(orderId, 1, _spare);
            data = abi.encodeCall(jobs.replaceNode, (orderId, termsOf(orderId), jobOf(orderId), 1, _spare, signatures));
            words = _words(data, 1, terms, 2, job);
        }
    }

    function _certifyCall(uint256 orderId) private view returns (bytes memory) {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        bytes memory signature = signCertificate(EVALUATOR_KEY, orderId, certificate);
        return
            abi.encodeCall(
                jobs.certify,
                (orderId, termsOf(orderId), jobOf(orderId), evaluator, certificate, signature)
            );
    }

    /// @dev Word 0 (order id), the words of the two offsets, and all words of the structs they lead to.
    function _words(
        bytes memory data,
        uint256 first,
        bytes memory firstStruct,
        uint256 second,
        bytes memory secondStruct
    ) private pure returns (uint256[] memory words) {
        // abi.encode puts an offset word before the struct, which stands for the offset in the call's head here.
        uint256 firstCount = firstStruct.length / 32;
        uint256 secondCount = secondStruct.length / 32;
        words = new uint256[](1 + firstCount + secondCount);
        _fill(words, 1, data, first, firstCount);
        _fill(words, 1 + firstCount, data, second, secondCount);
    }

    function _fill(uint256[] memory words, uint256 from, bytes memory data, uint256 head, uint256 count) private pure {
        if (count == 0) return;
        uint256 start = uint256(_wordAt(data, head)) / 32;
        words[from] = head;
        for (uint256 i = 0; i + 1 < count; ++i) words[from + 1 + i] = start + i;
    }

    function _refused(address caller, bytes memory data) private {
        (bool isDone, ) = _send(caller, data);
        assertTrue(!isDone, "a changed word must not pass");
    }

    function _send(address caller, bytes memory data) private returns (bool isDone, bytes memory answer) {
        bytes4 selector = bytes4(data);
        address target = selector == market.refund.selector ? address(market) : address(jobs);
        vm.prank(caller);
        return target.call(data);
    }

    function _wordAt(bytes memory data, uint256 index) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 36), shl(5, index)))
        }
    }

    function _flipped(bytes memory data, uint256 index, uint256 mask) private pure returns (bytes memory changed) {
        changed = bytes.concat(data);
        bytes32 word = _wordAt(data, index) ^ bytes32(mask);
        assembly ("memory-safe") {
            mstore(add(add(changed, 36), shl(5, index)), word)
        }
    }
}
