"""An analysis as an argument: what was asked of the data, what came out, how sure, what to do next."""
