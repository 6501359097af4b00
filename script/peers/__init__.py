"""Our speed beside that of other systems, on one machine in one run. `script/bench peers` starts it."""
