"""Who was heard: cases, what is known of them, how they belong together, what they have allowed."""
