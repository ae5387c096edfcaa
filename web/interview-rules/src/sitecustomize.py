"""Python runs this when it starts.

Until the library is imported, almost nothing is garbage, and looking for it would take a seventh of
that time. The worker enables collections after that.
"""

import gc

gc.disable()
