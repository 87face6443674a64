#pragma once

#include <stddef.h>

/// A lesson as it stands in `lessons/`, carried in the binary.
typedef struct {
  /// The file's name, with its `.yaml`.
  const char *_Nonnull name;
  const unsigned char *_Nonnull text;
  size_t length;
} lesson_file;

/// How many lessons the course has.
size_t lesson_file_count(void);

/// The lesson at `index`, in the order of the course; `index` is below the count.
lesson_file lesson_file_at(size_t index);
