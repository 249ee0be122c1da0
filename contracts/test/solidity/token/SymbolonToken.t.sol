// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract holds the supply and is the payee, as the market is.
contract SymbolonTokenTest is TestBase {
    struct Authorization {
        address from;
        address to;
        uint256 valueWei;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    uint256 private constant SUPPLY_WEI = 1e27;
    uint256 private constant PAYER_KEY = 0xA11CE;
    uint256 private constant OTHER_KEY = 0xB0B;
    address private constant STRANGER = address(0x57);
    bytes32 private constant PERMIT_TYPE = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant RECEIVE_TYPE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant TRANSFER_TYPE = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant CANCEL_TYPE = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    SymbolonToken private _token;
    address private _payer;

    function setUp() public {
        bytes memory args = abi.encode(address(this), SUPPLY_WEI);
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", args));
        _payer = vm.addr(PAYER_KEY);
        _token.transfer(_payer, 1e24);
        vm.warp(1_900_000_000);
    }

    function test_constructor_mintsTheWholeSupplyOnce() public view {
        assertEq(_token.totalSupply(), SUPPLY_WEI);
        assertEq(_token.balanceOf(address(this)), SUPPLY_WEI - 1e24);
        assertEq(_token.decimals(), 18);
        assertEq(keccak256(bytes(_token.symbol())), keccak256("SYM"));
        assertEq(keccak256(bytes(_token.name())), keccak256("Symbolon"));
    }

    function testFuzz_permit_anyValue_setsTheAllowance(uint256 valueWei, uint40 deadline) public {
        deadline = uint40(bound(deadline, block.timestamp, type(uint40).max));
        (uint8 v, bytes32 r, bytes32 s) = _signPermit(PAYER_KEY, valueWei, deadline);
        _token.permit(_payer, address(this), valueWei, deadline, v, r, s);
        assertEq(_token.allowance(_payer, address(this)), valueWei);
        assertEq(_token.nonces(_payer), 1);
    }

    /// @dev Regression: a leading datatoken compared the deadline with the block number, so decades-old permits passed.
    function test_permit_whoseDeadlineIsPast_reverts_whateverTheBlockNumber() public {
        uint256 deadline = block.timestamp - 1;
        assertTrue(block.number < deadline, "a comparison with the block number would let it pass");
        (uint8 v, bytes32 r, bytes32 s) = _signPermit(PAYER_KEY, 5, deadline);
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, deadline));
        _token.permit(_payer, address(this), 5, deadline, v, r, s);
    }

    function test_permit_twice_reverts() public {
        (uint8 v, bytes32 r, bytes32 s) = _signPermit(PAYER_KEY, 5, block.timestamp);
        _token.permit(_payer, address(this), 5, block.timestamp, v, r, s);
        vm.expectPartialRevert(ERC20Permit.ERC2612InvalidSigner.selector);
        _token.permit(_payer, address(this), 5, block.timestamp, v, r, s);
    }

    function test_permit_signedByAnother_reverts() public {
        (uint8 v, bytes32 r, bytes32 s) = _signPermit(OTHER_KEY, 5, block.timestamp);
        bytes memory refusal = abi.encodeWithSelector(
            ERC20Permit.ERC2612InvalidSigner.selector,
            vm.addr(OTHER_KEY),
            _payer
        );
        vm.expectRevert(refusal);
        _token.permit(_payer, address(this), 5, block.timestamp, v, r, s);
    }

    /// @dev Any 32 bytes are a nonce, so the hash of an order is one.
    function testFuzz_receiveWithAuthorization_anyNonce_paysOnce(uint256 valueWei, bytes32 nonce) public {
        Authorization memory authorization = _authorization(bound(valueWei, 0, 1e24), nonce);
        uint256 beforeWei = _token.balanceOf(address(this));
        assertTrue(!_token.authorizationState(_payer, nonce), "unused");
        vm.expectEmit(address(_token));
        emit IERC3009.AuthorizationUsed(_payer, nonce);
        this.receiveSigned(authorization, PAYER_KEY);
        assertEq(_token.balanceOf(address(this)), beforeWei + authorization.valueWei);
        assertTrue(_token.authorizationState(_payer, nonce), "used");
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, _payer, nonce));
        this.receiveSigned(authorization, PAYER_KEY);
    }

    function test_receiveWithAuthorization_bySomebodyElseThanThePayee_reverts() public {
        Authorization memory authorization = _authorization(5, "order");
        (uint8 v, bytes32 r, bytes32 s) = _sign(PAYER_KEY, _hashOf(RECEIVE_TYPE, authorization));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(this)));
        vm.prank(STRANGER);
        _token.receiveWithAuthorization(_payer, address(this), 5, 0, type(uint40).max, "order", v, r, s);
        assertTrue(!_token.authorizationState(_payer, "order"), "still good for the payee");
    }

    function test_receiveWithAuthorization_signedByAnother_reverts() public {
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        this.receiveSigned(_authorization(5, "order"), OTHER_KEY);
    }

    function test_receiveWithAuthorization_ofAnotherAmountOrKind_reverts() public {
        Authorization memory authorization = _authorization(5, "order");
        (uint8 v, bytes32 r, bytes32 s) = _sign(PAYER_KEY, _hashOf(RECEIVE_TYPE, authorization));
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _token.receiveWithAuthorization(_payer, address(this), 6, 0, type(uint40).max, "order", v, r, s);
        (v, r, s) = _sign(PAYER_KEY, _hashOf(TRANSFER_TYPE, authorization));
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        _token.receiveWithAuthorization(_payer, address(this), 5, 0, type(uint40).max, "order", v, r, s);
    }

    function test_receiveWithAuthorization_outsideItsTime_reverts() public {
        Authorization memory authorization = _authorization(5, "order");
        (authorization.validAfter, authorization.validBefore) = (block.timestamp, block.timestamp + 10);
        bytes memory refusal = abi.encodeWithSelector(
            ERC3009.ERC3009InvalidAuthorizationTime.selector,
            authorization.validAfter,
            authorization.validBefore
        );
        vm.expectRevert(refusal);
        this.receiveSigned(authorization, PAYER_KEY);
        vm.warp(authorization.validBefore);
        vm.expectRevert(refusal);
        this.receiveSigned(authorization, PAYER_KEY);
        vm.warp(authorization.validBefore - 1);
        this.receiveSigned(authorization, PAYER_KEY);
    }

    function test_receiveWithAuthorization_ofMoreThanThePayerHas_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, _payer, 1e24, 1e24 + 1));
        this.receiveSigned(_authorization(1e24 + 1, "order"), PAYER_KEY);
    }

    function test_cancelAuthorization_keepsItFromBeingUsed() public {
        bytes32 hash = keccak256(abi.encode(CANCEL_TYPE, _payer, bytes32("order")));
        (uint8 v, bytes32 r, bytes32 s) = _sign(PAYER_KEY, hash);
        vm.expectEmit(address(_token));
        emit IERC3009Cancel.AuthorizationCanceled(_payer, "order");
        vm.prank(STRANGER);
        _token.cancelAuthorization(_payer, "order", v, r, s);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, _payer, bytes32("order")));
        this.receiveSigned(_authorization(5, "order"), PAYER_KEY);
    }

    function testFuzz_transferWithAuthorization_byAnybody_paysThePayee(address caller, bytes32 nonce) public {
        Authorization memory authorization = _authorization(5, nonce);
        authorization.to = STRANGER;
        (uint8 v, bytes32 r, bytes32 s) = _sign(PAYER_KEY, _hashOf(TRANSFER_TYPE, authorization));
        vm.prank(caller);
        _token.transferWithAuthorization(_payer, STRANGER, 5, 0, type(uint40).max, nonce, v, r, s);
        assertEq(_token.balanceOf(STRANGER), 5);
    }

    /// @dev External, so that a whole call can be expected to revert.
    function receiveSigned(Authorization calldata authorization, uint256 key) external {
        _receive(authorization, key);
    }

    function _receive(Authorization memory authorization, uint256 key) private {
        (uint8 v, bytes32 r, bytes32 s) = _sign(key, _hashOf(RECEIVE_TYPE, authorization));
        _token.receiveWithAuthorization(
            authorization.from,
            authorization.to,
            authorization.valueWei,
            authorization.validAfter,
            authorization.validBefore,
            authorization.nonce,
            v,
            r,
            s
        );
    }

    function _authorization(uint256 valueWei, bytes32 nonce) private view returns (Authorization memory) {
        return Authorization(_payer, address(this), valueWei, 0, type(uint40).max, nonce);
    }

    function _signPermit(
        uint256 key,
        uint256 valueWei,
        uint256 deadline
    ) private view returns (uint8 v, bytes32 r, bytes32 s) {
        return _sign(key, keccak256(abi.encode(PERMIT_TYPE, _payer, address(this), valueWei, 0, deadline)));
    }

    function _sign(uint256 key, bytes32 structHash) private view returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", _token.DOMAIN_SEPARATOR(), structHash)));
    }

    function _hashOf(bytes32 kind, Authorization memory a) private pure returns (bytes32) {
        return keccak256(abi.encode(kind, a.from, a.to, a.valueWei, a.validAfter, a.validBefore, a.nonce));
    }
}
