#!/bin/sh
# Kubo runs this at each start: its RPC answers within the containers' network, and only to who has the token.
set -eu
: "${IPFS_API_TOKEN:?the token of the storage node, at least 16 characters}"
ipfs config Addresses.API /ip4/0.0.0.0/tcp/5001
ipfs config --json API.Authorizations \
  "{\"symbolon\": {\"AuthSecret\": \"bearer:$IPFS_API_TOKEN\", \"AllowedPaths\": [\"/api/v0\"]}}"
