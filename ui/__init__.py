"""The page in the browser: asks through `rag`, starts refreshes of `ingest`; knows nothing of the stores, the models or the network behind them."""
