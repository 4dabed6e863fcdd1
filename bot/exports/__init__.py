"""Reading what members upload: an archive within limits, one reader per platform, recognised by content.

`registry.read_upload` is the way in.
"""
