#pragma once

#include <stdbool.h>
#include <stddef.h>

// libyaml's events, one after the other. Its own event is a union, and part of it belongs to the
// caller; here every pointer belongs to the reader, and nothing of yaml.h passes this header.

typedef struct cyaml_reader cyaml_reader;

typedef enum __attribute__((enum_extensibility(closed))) {
  CYAML_DOCUMENT,
  CYAML_SCALAR,
  CYAML_ALIAS,
  CYAML_SEQUENCE,
  CYAML_MAPPING,
  /// Of the sequence or mapping that began last.
  CYAML_END,
  /// The text has been read whole.
  CYAML_FINISHED,
  /// The text is not YAML.
  CYAML_SYNTAX_ERROR,
  /// YAML does not allow the character at `offset`.
  CYAML_CHARACTER_ERROR,
} cyaml_kind;

typedef struct {
  cyaml_kind kind;
  /// The node has an anchor (`&name`).
  bool is_anchored;
  /// Where it begins, or where the error is; both from 1. A column counts Unicode scalars.
  size_t line, column;
  /// A scalar's text in UTF-8, or an error's words; good until the next call for this reader.
  const char *_Nullable text;
  size_t length;
  /// Of CYAML_CHARACTER_ERROR: octets from the beginning of the text.
  size_t offset;
} cyaml_event;

/// A reader of `text`, which must be UTF-8 and is copied. NULL without memory for it.
/// `cyaml_close` frees it.
cyaml_reader *_Nullable cyaml_open(const unsigned char *_Nullable text, size_t length);

/// What comes next. After CYAML_FINISHED or an error it is the same again.
cyaml_event cyaml_next(cyaml_reader *_Nonnull);

void cyaml_close(cyaml_reader *_Nonnull);
