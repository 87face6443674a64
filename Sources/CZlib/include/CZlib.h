#pragma once

#include <stddef.h>

/// Unpacks gzip (RFC 1952), several members one behind the other included.
///
/// zlib's own interface is made of macros and of a structure that is only valid with its version,
/// so Swift calls this.
typedef enum {
  CZLIB_DONE,
  /// More than `capacity` octets.
  CZLIB_TOO_LARGE,
  /// The octets end before the last member does.
  CZLIB_CUT_OFF,
  /// Not gzip, or its checksum is wrong.
  CZLIB_BROKEN,
} czlib_result;

czlib_result czlib_gunzip(
    const unsigned char *packed, size_t length, unsigned char *plain, size_t capacity,
    size_t *count);
