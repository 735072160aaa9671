"""What takes minutes: servers killed, power cut, load. `make load` runs all of it, `make load WHAT=kills` one.

A trial is a function under `@trial("plain_name")` in any file of this folder: the file is found, nothing else names it.
It gets a `Ground` (a folder of its own, and whether it must be quick) and yields rows: what was seen, its figure, the
bar, and whether it holds.
"""
