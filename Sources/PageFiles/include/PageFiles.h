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

/// Its style sheet: `page.css`, which all pages share, then `session.css` and `player.css`.
struct byhand_text byhand_player_style(void);

/// The script of a class's report, and of a student's page: `report.js`.
struct byhand_text byhand_report_script(void);

/// Their style sheet: `page.css`, `session.css` and `report.css`.
struct byhand_text byhand_report_style(void);
