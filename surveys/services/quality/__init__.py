"""How carefully one response was given: flags with figures. A flag is a reason to look, never a wall."""
