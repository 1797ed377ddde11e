"""One module a kind of page: records of ready strings, and the function that makes them."""
