#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libedit's calls are variadic and its text is wchar_t; neither can be said in Swift, so nothing of
// histedit.h passes this header. Text is Unicode scalars, one to an element.

// MARK: Line editing

typedef struct editor editor;

/// What the owner of an editor answers. `client` is the pointer given to `editor_open`.
typedef struct {
  /// Waits for a key: 1 with the scalar set, 0 at the end of input, -1 to give up the line.
  int (*_Nonnull key)(void *_Nonnull client, uint32_t *_Nonnull scalar);
  /// The prompt, ended by 0; U+0001 stands on each side of an escape sequence. It is read before
  /// the next call and not kept.
  const uint32_t *_Nonnull (*_Nonnull prompt)(void *_Nonnull client, bool right);
  /// Completes the line at its cursor: true when the line changed, false to ring the bell.
  bool (*_Nonnull complete)(void *_Nonnull client);
} editor_hooks;

/// The line as it stands; the pointer is good until the next key.
typedef struct {
  const uint32_t *_Nullable scalars;
  size_t count, cursor;
} editor_text;

/// The editor on two descriptors of one terminal, or NULL. `editor_close` frees it.
editor *_Nullable editor_open(int input, int output, editor_hooks hooks, void *_Nonnull client);
void editor_close(editor *_Nonnull);

/// Edits one line: true with the line (its line end included), false at the end or when given up.
bool editor_read(editor *_Nonnull, editor_text *_Nonnull line);
editor_text editor_line(editor *_Nonnull);

/// Puts `scalars` (ended by 0) in place of the `count` ones before the cursor.
void editor_replace(editor *_Nonnull, int count, const uint32_t *_Nonnull scalars);
void editor_remember(editor *_Nonnull, const uint32_t *_Nonnull scalars);
/// Draws prompt and line from the cursor's row on, as if nothing had been drawn.
void editor_refresh(editor *_Nonnull);
/// Asks the terminal for its size.
void editor_resize(editor *_Nonnull);
void editor_flush(editor *_Nonnull);

// MARK: Text

/// Swift never calls setlocale, and without it libedit drops all that is not ASCII. Where the
/// environment's locale is not UTF-8, C.UTF-8 is taken. False: there is none.
bool text_speak_utf8(void);
/// The cells of a scalar in a terminal, or -1 for one that cannot be shown.
int text_width(uint32_t scalar);
bool text_is_printable(uint32_t scalar);
bool text_is_control(uint32_t scalar);

// MARK: Signals

/// Starts to watch SIGINT; each call needs its `signals_unwatch`. Signals arrive as one byte each,
/// the signal's number, at the descriptor returned (never blocking), or -1.
int signals_watch(void);
void signals_unwatch(void);

/// Keeps the terminal's settings, to put them back at exit and before any signal that ends the
/// process; SIGWINCH, SIGTSTP and SIGCONT arrive as `signals_watch` says. False where one is
/// guarded already.
bool terminal_guard(int descriptor);
/// What the terminal is set to now is what `terminal_resume` sets it to.
void terminal_keep(void);
void terminal_unguard(void);
/// While a line is half typed: whatever ends the process then leaves the cursor below it.
void terminal_half_typed(bool);
/// Puts the terminal back and stops the process as Ctrl-Z does; returns when it goes on.
void terminal_suspend(void);
void terminal_resume(void);

/// A pipe whose two ends never block and are not inherited.
bool pipe_open(int *_Nonnull reading, int *_Nonnull writing);

// MARK: Terminals

bool terminal_size(int descriptor, int *_Nonnull columns, int *_Nonnull rows);
/// A new pair of terminal ends, for tests: true with both descriptors set.
bool terminal_pair(int *_Nonnull controller, int *_Nonnull terminal, int columns, int rows);
