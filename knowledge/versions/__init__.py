"""`building.build` makes a new version of the index; `live.live_search` follows the version in use."""
