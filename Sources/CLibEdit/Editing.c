#define _GNU_SOURCE
#include <errno.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "CLibEdit.h"

struct editor {
  EditLine *line;
  HistoryW *history;
  FILE *output;
  editor_hooks hooks;
  void *client;
};

// Both are 32 bits wide wherever wchar_t holds Unicode scalars.
static_assert(sizeof(wchar_t) == sizeof(uint32_t));

static editor *editor_of(EditLine *line) {
  void *client = NULL;
  el_wget(line, EL_CLIENTDATA, &client);
  return client;
}

static int key(EditLine *line, wchar_t *character) {
  editor *self = editor_of(line);
  uint32_t scalar = 0;
  int result = self->hooks.key(self->client, &scalar);
  *character = (wchar_t)scalar;
  if (result < 0) errno = EINTR;
  return result;
}

static wchar_t *prompt(EditLine *line) {
  editor *self = editor_of(line);
  return (wchar_t *)self->hooks.prompt(self->client, false);
}

static wchar_t *right_prompt(EditLine *line) {
  editor *self = editor_of(line);
  return (wchar_t *)self->hooks.prompt(self->client, true);
}

static unsigned char complete(EditLine *line, int) {
  editor *self = editor_of(line);
  return self->hooks.complete(self->client) ? CC_REFRESH : CC_REFRESH_BEEP;
}

static void bind_keys(EditLine *line) {
  static const wchar_t *const keys[][2] = {
      {L"^I", L"byhand-complete"},     {L"^R", L"em-inc-search-prev"},
      {L"^W", L"ed-delete-prev-word"}, {L"\\e[3~", L"ed-delete-next-char"},
      {L"\\e[H", L"ed-move-to-beg"},   {L"\\e[F", L"ed-move-to-end"},
      {L"\\e[1~", L"ed-move-to-beg"},  {L"\\e[4~", L"ed-move-to-end"},
      {L"\\e[1;5C", L"em-next-word"},  {L"\\e[1;5D", L"ed-prev-word"},
      // A quoted line end would turn one typed line into two lines on the wire.
      {L"^V", L"ed-unassigned"},
      // libedit's own command line would confuse users.
      {L"\\ex", L"ed-unassigned"},     {L"\\eX", L"ed-unassigned"},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    el_wset(line, EL_BIND, keys[i][0], keys[i][1], NULL);
}

// Between two lines libedit restores a mode with echo, so text typed meanwhile would appear twice.
// Here both modes are the same: no echo, no line discipline, and CR distinct from LF, so that a
// pasted CR LF counts once. The terminal still handles signals and output.
static void set_modes(EditLine *line) {
  const char *const modes[] = {"-x", "-d"};
  for (int i = 0; i < 2; i++) {
    el_set(line, EL_SETTY, modes[i], "-echo", "-echok", "-icanon", NULL);
    el_set(line, EL_SETTY, modes[i], "-iexten", "-icrnl", "-inlcr", NULL);
  }
  el_set(line, EL_PREP_TERM, 1);
}

editor *editor_open(int input, int output, editor_hooks hooks, void *client) {
  editor *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->hooks = hooks;
  self->client = client;
  int copy = dup(output);
  self->output = copy < 0 ? NULL : fdopen(copy, "w");
  if (!self->output && copy >= 0) close(copy);
  if (self->output)
    self->line = el_init_fd("byhand", stdin, self->output, stderr, input, copy, STDERR_FILENO);
  self->history = history_winit();
  if (!self->line || !self->history) {
    editor_close(self);
    return NULL;
  }
  EditLine *line = self->line;
  el_wset(line, EL_CLIENTDATA, self);
  // libedit's own handler sends the signal to the whole process group.
  el_wset(line, EL_SIGNAL, 0);
  el_wset(line, EL_EDITOR, L"emacs");
  el_wset(line, EL_PROMPT_ESC, prompt, L'\1');
  el_wset(line, EL_RPROMPT_ESC, right_prompt, L'\1');
  el_wset(line, EL_GETCFN, key);
  el_wset(line, EL_ADDFN, L"byhand-complete", L"completes the command", complete);
  bind_keys(line);
  HistEventW event;
  history_w(self->history, &event, H_SETSIZE, 1000);
  history_w(self->history, &event, H_SETUNIQUE, 1);
  el_wset(line, EL_HIST, history_w, self->history);
  set_modes(line);
  return self;
}

void editor_close(editor *self) {
  if (self->line) el_end(self->line);
  if (self->history) history_wend(self->history);
  if (self->output) fclose(self->output);
  free(self);
}

bool editor_read(editor *self, editor_text *line) {
  int count = 0;
  const wchar_t *text = el_wgets(self->line, &count);
  if (!text || count <= 0) return false;
  *line = (editor_text){(const uint32_t *)text, (size_t)count, (size_t)count};
  return true;
}

editor_text editor_line(editor *self) {
  const LineInfoW *line = el_wline(self->line);
  return (editor_text){(const uint32_t *)line->buffer, (size_t)(line->lastchar - line->buffer),
                       (size_t)(line->cursor - line->buffer)};
}

void editor_replace(editor *self, int count, const uint32_t *scalars) {
  if (count > 0) el_deletestr(self->line, count);
  el_winsertstr(self->line, (const wchar_t *)scalars);
}

void editor_remember(editor *self, const uint32_t *scalars) {
  HistEventW event;
  history_w(self->history, &event, H_ENTER, (const wchar_t *)scalars);
}

void editor_refresh(editor *self) { el_wset(self->line, EL_REFRESH); }

void editor_resize(editor *self) { el_resize(self->line); }

void editor_flush(editor *self) {
  fflush(stdout);
  fflush(self->output);
}
