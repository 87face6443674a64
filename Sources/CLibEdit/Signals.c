#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "CLibEdit.h"

// A signal handler can use only globals, so the one terminal and the one pipe are globals.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int signal_pipe[2] = {-1, -1};
static int watchers;
static volatile sig_atomic_t guarded = -1;
static volatile sig_atomic_t half_typed;
static volatile sig_atomic_t full_screen = -1;
static struct termios original, current_mode;

// Each list ends with 0, which is not a signal.
static const int interrupt_signals[] = {SIGINT, 0};
static const int reported_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, 0};
static const int ending_signals[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT,
                              SIGTRAP, SIGILL, SIGBUS,  SIGFPE,  0};
static struct sigaction earlier[NSIG];

static void report_signal(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  (void)!write(signal_pipe[1], &byte, 1);
  errno = kept;
}

// xterm's private modes, which all common terminals have: alternate screen, cursor, wrapping.
static const char enter_screen[] = "\033[?1049h\033[?25l\033[?7l";
static const char leave_screen[] = "\033[?7h\033[?25h\033[?1049l";

// Async-signal-safe, because it calls only async-signal-safe functions (POSIX.1-2017 §2.4.3).
static void restore_terminal(void) {
  int descriptor = guarded;
  if (descriptor < 0) return;
  // In the background the terminal belongs to another job. Setting it would also stop this process.
  pid_t group = tcgetpgrp(descriptor);
  if (group > 0 && group != getpgrp()) return;
  sigset_t quiet, before;
  sigemptyset(&quiet);
  sigaddset(&quiet, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &quiet, &before);
  if (full_screen >= 0) (void)!write(full_screen, leave_screen, sizeof leave_screen - 1);
  while (tcsetattr(descriptor, TCSANOW, &original) < 0 && errno == EINTR) {}
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void leave_terminal(void) {
  restore_terminal();
  if (guarded >= 0 && half_typed) (void)!write(guarded, "\n", 1);
  half_typed = 0;
}

static void end_process(int number, siginfo_t *info, void *) {
  int kept = errno;
  leave_terminal();
  sigaction(number, &earlier[number], NULL);
  errno = kept;
  bool is_fault = number != SIGTERM && number != SIGHUP && number != SIGQUIT;
  // A fault happens again when the handler returns. A sent signal must be raised again.
  if (info->si_code <= 0 || !is_fault) raise(number);
}

static const struct sigaction reporting = {.sa_handler = report_signal, .sa_flags = SA_RESTART};
static const struct sigaction ending = {.sa_sigaction = end_process,
                                        .sa_flags = SA_SIGINFO | SA_ONSTACK};

static bool is_ignored(int number) {
  struct sigaction now;
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void install_handlers(const int *numbers, struct sigaction action) {
  sigemptyset(&action.sa_mask);
  for (; *numbers; numbers++) {
    // Signals that the parent process ignores (nohup, a shell without job control) stay ignored.
    bool stays = is_ignored(*numbers);
    sigaction(*numbers, stays ? NULL : &action, &earlier[*numbers]);
  }
}

static void restore_handlers(const int *numbers) {
  for (; *numbers; numbers++) sigaction(*numbers, &earlier[*numbers], NULL);
}

bool pipe_open(int *reading, int *writing) {
  int ends[2];
  if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return false;
  *reading = ends[0];
  *writing = ends[1];
  return true;
}

int signals_watch(void) {
  pthread_mutex_lock(&lock);
  if (signal_pipe[0] >= 0 || pipe_open(&signal_pipe[0], &signal_pipe[1])) {
    if (watchers++ == 0)
      install_handlers(interrupt_signals, reporting);
  }
  int descriptor = signal_pipe[0];
  pthread_mutex_unlock(&lock);
  return descriptor;
}

void signals_unwatch(void) {
  pthread_mutex_lock(&lock);
  if (watchers > 0 && --watchers == 0) restore_handlers(interrupt_signals);
  pthread_mutex_unlock(&lock);
}

bool terminal_guard(int descriptor) {
  static bool at_exit;
  pthread_mutex_lock(&lock);
  bool free_to_take = guarded < 0 && tcgetattr(descriptor, &original) == 0;
  if (free_to_take) {
    current_mode = original;
    guarded = descriptor;
    if (!at_exit) at_exit = atexit(leave_terminal) == 0;
    install_handlers(reported_signals, reporting);
    install_handlers(ending_signals, ending);
  }
  pthread_mutex_unlock(&lock);
  return free_to_take;
}

void terminal_keep(void) {
  if (guarded >= 0) tcgetattr(guarded, &current_mode);
}

void terminal_half_typed(bool is_so) { half_typed = is_so; }

void terminal_full_screen(int descriptor) {
  if (full_screen >= 0) (void)!write(full_screen, leave_screen, sizeof leave_screen - 1);
  full_screen = descriptor;
  if (descriptor >= 0) (void)!write(descriptor, enter_screen, sizeof enter_screen - 1);
}

void terminal_unguard(void) {
  pthread_mutex_lock(&lock);
  if (guarded >= 0) {
    restore_terminal();
    restore_handlers(ending_signals);
    restore_handlers(reported_signals);
    guarded = -1;
  }
  pthread_mutex_unlock(&lock);
}

void terminal_suspend(void) {
  restore_terminal();
  struct sigaction plain = {.sa_handler = SIG_DFL}, stop, go_on;
  sigemptyset(&plain.sa_mask);
  // The caller knows that the process continued, so this SIGCONT is not reported.
  sigaction(SIGCONT, &plain, &go_on);
  sigaction(SIGTSTP, &plain, &stop);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &go_on, NULL);
}

// In the background (`bg`) this stops the process until it owns the terminal, as it should.
void terminal_resume(void) {
  while (guarded >= 0 && tcsetattr(guarded, TCSADRAIN, &current_mode) < 0 && errno == EINTR) {}
  if (full_screen >= 0) (void)!write(full_screen, enter_screen, sizeof enter_screen - 1);
}

bool terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

bool terminal_pair(int *controller, int *terminal, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  return openpty(controller, terminal, NULL, NULL, &size) == 0;
}
