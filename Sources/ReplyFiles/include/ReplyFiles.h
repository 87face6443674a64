#pragma once

#include <stddef.h>

/// The table of what servers in the world say, as it stands in `wordings.txt`: UTF-8, without a NUL
/// at its end.
const unsigned char *_Nonnull byhand_wordings(void);

/// The octets of that table.
size_t byhand_wordings_length(void);
