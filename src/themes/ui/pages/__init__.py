"""The pages, one module each with its function ``page``; smaller modules beside them hold their parts."""
