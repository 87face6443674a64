#pragma once

#include <stddef.h>

/// A file that is carried in the binary.
struct byhand_text {
  /// UTF-8, without a NUL at its end.
  const unsigned char *_Nonnull text;
  size_t length;
};

/// The script of an exported session: `player.js` and the files that follow it.
struct byhand_text byhand_player_script(void);

/// Its style sheet: `player.css`.
struct byhand_text byhand_player_style(void);
