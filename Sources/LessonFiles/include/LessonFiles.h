#pragma once

#include <stddef.h>

/// A lesson as it stands in `lessons/`, carried in the binary.
struct byhand_lesson {
  /// The file's name, with its `.yaml`.
  const char *_Nonnull name;
  /// UTF-8, without a NUL at its end.
  const unsigned char *_Nonnull text;
  size_t length;
};

/// How many lessons the course has.
size_t byhand_lesson_count(void);

/// The lesson at `index`, in the order of the course; `index` is below the count.
struct byhand_lesson byhand_lesson_at(size_t index);

/// What beginners often believe: the list that the lessons' wrong answers name.
struct byhand_lesson byhand_misconceptions(void);
