#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libedit's functions are variadic and its text is wchar_t. Swift can import neither, so nothing
// from histedit.h appears in this header. Text is an array of Unicode scalars.

// MARK: Line editing

typedef struct editor editor;

/// The editor's callbacks. `client` is the pointer given to `editor_open`.
typedef struct {
  /// Waits for a key. Returns 1 with the scalar set, 0 at the end of input, or -1 to give up the
  /// line.
  int (*_Nonnull key)(void *_Nonnull client, uint32_t *_Nonnull scalar);
  /// Returns the prompt, which ends with 0. U+0001 is on each side of an escape sequence.
  /// libedit reads it before the next call and does not keep it.
  const uint32_t *_Nonnull (*_Nonnull prompt)(void *_Nonnull client, bool right);
  /// Completes the line at its cursor. Returns true if the line changed, false to ring the bell.
  bool (*_Nonnull complete)(void *_Nonnull client);
} editor_hooks;

/// The current line. The pointer is valid until the next key.
typedef struct {
  const uint32_t *_Nullable scalars;
  size_t count, cursor;
} editor_text;

/// Opens an editor on two descriptors of one terminal. Returns NULL on failure. `editor_close`
/// frees it.
editor *_Nullable editor_open(int input, int output, editor_hooks hooks, void *_Nonnull client);
void editor_close(editor *_Nonnull);

/// Edits one line. Returns true with the line (including its line end), or false at the end of
/// input or when the line was given up.
bool editor_read(editor *_Nonnull, editor_text *_Nonnull line);
editor_text editor_line(editor *_Nonnull);

/// Replaces the `count` scalars before the cursor with `scalars`, which ends with 0.
void editor_replace(editor *_Nonnull, int count, const uint32_t *_Nonnull scalars);
void editor_remember(editor *_Nonnull, const uint32_t *_Nonnull scalars);
/// Draws prompt and line from the cursor's row on, as if nothing had been drawn.
void editor_refresh(editor *_Nonnull);
/// Asks the terminal for its size.
void editor_resize(editor *_Nonnull);
void editor_flush(editor *_Nonnull);

// MARK: Text

/// Sets the locale of the environment, or C.UTF-8 if that is not UTF-8. Swift never calls
/// setlocale, and without it libedit drops everything that is not ASCII. Returns false if neither
/// exists.
bool text_use_utf8(void);
/// The width of a scalar in cells, or -1 if the terminal cannot show it.
int text_width(uint32_t scalar);
bool text_is_printable(uint32_t scalar);
bool text_is_control(uint32_t scalar);

// MARK: Signals

/// Starts to watch SIGINT. Each call needs its `signals_unwatch`. Returns a non-blocking
/// descriptor, or -1. Each signal arrives there as one byte, its number.
int signals_watch(void);
void signals_unwatch(void);

/// Saves the terminal's settings and restores them at exit and before any signal that ends the
/// process. SIGWINCH, SIGTSTP and SIGCONT then arrive at the descriptor of `signals_watch`. Returns
/// false if a terminal is guarded already.
bool terminal_guard(int descriptor);
/// Saves the current settings, which `terminal_resume` restores.
void terminal_keep(void);
void terminal_unguard(void);
/// Says whether a line is half typed. If the process ends then, the cursor is left below the line.
void terminal_half_typed(bool);
/// Draws on the alternate screen of the terminal at `descriptor`, without a cursor and without
/// wrapping, until this is called with -1. The screen is put back in the same cases as the settings.
void terminal_full_screen(int descriptor);
/// Restores the terminal and stops the process, as Ctrl-Z does. Returns when the process continues.
void terminal_suspend(void);
void terminal_resume(void);

/// A pipe whose ends never block and are not inherited.
bool pipe_open(int *_Nonnull reading, int *_Nonnull writing);

// MARK: Terminals

bool terminal_size(int descriptor, int *_Nonnull columns, int *_Nonnull rows);
/// Opens a pseudoterminal pair, for tests. Returns true with both descriptors set.
bool terminal_pair(int *_Nonnull controller, int *_Nonnull terminal, int columns, int rows);

// MARK: Memory

/// From here on all threads take memory from one heap. Each thread's own heap keeps what other
/// threads gave back to it, which a program that reads very many files in turn cannot spare.
void memory_use_one_heap(void);
