"""What a notebook opens while it runs: seen by an audit hook in its kernel, refused where it is not declared.

`rules` decides, `watch` sees, `native` covers readers that raise no audit event, `sightings` is what both
sides write and read, `session` runs a notebook under watch. All but `session` is loaded in the kernel and
needs the standard library alone.
"""
