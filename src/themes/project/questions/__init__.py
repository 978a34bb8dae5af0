"""The topic guide: its questions, where they are asked, what was answered."""
