// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {CodeRecord} from "../../../src/storage/CodeRecord.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract RecordKeeper {
    function write(uint256 number, bytes calldata data) external {
        CodeRecord.write(number, data);
    }

    function read(uint256 number) external view returns (bytes memory) {
        return CodeRecord.read(number);
    }

    function locate(address creator, uint256 number) external pure returns (address) {
        return CodeRecord.locate(creator, number);
    }
}

contract CodeRecordTest is TestBase {
    RecordKeeper private _keeper;

    function setUp() public {
        _keeper = new RecordKeeper();
    }

    function test_fuzz_locate_isTheCreateAddress(address creator, uint32 number) public view {
        vm.assume(number != 0);
        assertEq(_keeper.locate(creator, number), vm.computeCreateAddress(creator, number));
    }

    function test_locate_atEveryLengthOfTheNonce_isTheCreateAddress() public view {
        uint32[9] memory edges = [uint32(1), 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0xffffff, type(uint32).max];
        for (uint256 i = 0; i < edges.length; ++i) {
            assertEq(_keeper.locate(address(this), edges[i]), vm.computeCreateAddress(address(this), edges[i]));
        }
    }

    function test_locate_above32Bits_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(CodeRecord.CodeRecordNumberTooHigh.selector, 1 << 32));
        _keeper.locate(address(this), 1 << 32);
    }

    function test_fuzz_read_givesWhatWasWritten(bytes memory first, bytes memory second) public {
        vm.assume(first.length < 10_000 && second.length < 10_000);
        _keeper.write(1, first);
        _keeper.write(2, second);
        assertEq(keccak256(_keeper.read(1)), keccak256(bytes.concat(hex"00", first)));
        assertEq(keccak256(_keeper.read(2)), keccak256(bytes.concat(hex"00", second)));
    }

    function test_write_passesNonce128_andStaysReadable() public {
        for (uint256 i = 1; i <= 130; ++i) _keeper.write(i, abi.encode(i));
        for (uint256 i = 1; i <= 130; ++i) {
            assertEq(keccak256(_keeper.read(i)), keccak256(bytes.concat(hex"00", abi.encode(i))));
        }
    }

    function test_write_outOfTurn_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(CodeRecord.CodeRecordNotWritten.selector, 2));
        _keeper.write(2, "late");
    }

    function test_read_ofNothing_isEmpty() public view {
        assertEq(_keeper.read(1).length, 0);
    }
}
