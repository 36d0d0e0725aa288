"""What a notebook opens while it runs: seen by an audit hook in its kernel, refused where it is not declared.

`rules` decides, `events` sees, `native` covers readers that raise no audit event, `free` lists what anybody
may read, `witness` refuses and writes down, `sightings` is what both sides write and read. `install` puts
all this into a kernel, `here` into one thread of this process; `session` is the side of whoever runs the
notebook.
What is loaded in the kernel needs the standard library alone.
"""
