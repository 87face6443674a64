#include "CZlib.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

/// zlib counts in unsigned int.
static const size_t portion = 1u << 30;

static czlib_result inflate_all(z_stream *stream, size_t length, size_t capacity) {
  size_t left = length;
  size_t room = capacity;
  while (true) {
    uInt given = (uInt)(left < portion ? left : portion);
    uInt offered = (uInt)(room < portion ? room : portion);
    stream->avail_in = given;
    stream->avail_out = offered;
    int result = inflate(stream, Z_NO_FLUSH);
    left -= given - stream->avail_in;
    room -= offered - stream->avail_out;
    if (result == Z_STREAM_END) {
      if (left == 0) return CZLIB_DONE;
      // Another member may follow; anything else behind it is not gzip.
      if (*stream->next_in != 0x1F) return CZLIB_BROKEN;
      if (inflateReset(stream) != Z_OK) return CZLIB_BROKEN;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      return CZLIB_BROKEN;
    } else if (room == 0) {
      return CZLIB_TOO_LARGE;
    } else if (left == 0) {
      return CZLIB_CUT_OFF;
    }
  }
}

czlib_result czlib_gunzip(
    const unsigned char *packed, size_t length, unsigned char *plain, size_t capacity,
    size_t *count) {
  *count = 0;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  // 16: gzip alone.
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) return CZLIB_BROKEN;
  stream.next_in = (unsigned char *)packed;
  stream.next_out = plain;
  czlib_result result = inflate_all(&stream, length, capacity);
  *count = (size_t)(stream.next_out - plain);
  inflateEnd(&stream);
  return result;
}
