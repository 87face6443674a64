#pragma once

#include <stddef.h>

/// A licence or a notice that goes with the program wherever it is copied.
struct byhand_licence {
  /// What it is, for a heading.
  const char *_Nonnull title;
  /// UTF-8, without a NUL at its end.
  const unsigned char *_Nonnull text;
  size_t length;
};

/// How many texts there are.
size_t byhand_licence_count(void);

/// The text at `index`, which is below the count.
struct byhand_licence byhand_licence_at(size_t index);
