"""A participant withdraws: what holds their words is listed, removed for good, and proven gone."""
