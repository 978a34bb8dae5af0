"""What could tell who somebody is: finding, deciding, reviewing, releasing, and the key."""
