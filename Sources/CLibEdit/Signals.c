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

// A signal handler reaches nothing but globals, so the one terminal and the one pipe stand here.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int bell[2] = {-1, -1};
static int watchers;
static volatile sig_atomic_t guarded = -1;
static volatile sig_atomic_t half_typed;
static struct termios original, ours;

// Each list ends with 0, which is no signal.
static const int interrupts[] = {SIGINT, 0};
static const int notices[] = {SIGWINCH, SIGTSTP, SIGCONT, 0};
static const int endings[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT,
                              SIGTRAP, SIGILL, SIGBUS,  SIGFPE,  0};
static struct sigaction earlier[NSIG];

static void notice(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  (void)!write(bell[1], &byte, 1);
  errno = kept;
}

// Async-signal-safe, as all it calls is (POSIX.1-2017 §2.4.3).
static void put_back(void) {
  int descriptor = guarded;
  if (descriptor < 0) return;
  // In the background the terminal is another job's; setting it would also stop this process.
  pid_t group = tcgetpgrp(descriptor);
  if (group > 0 && group != getpgrp()) return;
  sigset_t quiet, before;
  sigemptyset(&quiet);
  sigaddset(&quiet, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &quiet, &before);
  while (tcsetattr(descriptor, TCSANOW, &original) < 0 && errno == EINTR) {}
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void leave(void) {
  put_back();
  if (guarded >= 0 && half_typed) (void)!write(guarded, "\n", 1);
  half_typed = 0;
}

static void end(int number, siginfo_t *info, void *) {
  int kept = errno;
  leave();
  sigaction(number, &earlier[number], NULL);
  errno = kept;
  bool is_fault = number != SIGTERM && number != SIGHUP && number != SIGQUIT;
  // A fault happens again on return; a signal that was sent has to be sent again.
  if (info->si_code <= 0 || !is_fault) raise(number);
}

static bool is_ignored(int number) {
  struct sigaction now;
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void take(const int *numbers, struct sigaction action) {
  sigemptyset(&action.sa_mask);
  for (; *numbers; numbers++) {
    // What the parent told us to ignore (nohup, a shell without job control) stays ignored.
    bool stays = is_ignored(*numbers);
    sigaction(*numbers, stays ? NULL : &action, &earlier[*numbers]);
  }
}

static void give_back(const int *numbers) {
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
  if (bell[0] >= 0 || pipe_open(&bell[0], &bell[1])) {
    if (watchers++ == 0)
      take(interrupts, (struct sigaction){.sa_handler = notice, .sa_flags = SA_RESTART});
  }
  int descriptor = bell[0];
  pthread_mutex_unlock(&lock);
  return descriptor;
}

void signals_unwatch(void) {
  pthread_mutex_lock(&lock);
  if (watchers > 0 && --watchers == 0) give_back(interrupts);
  pthread_mutex_unlock(&lock);
}

bool terminal_guard(int descriptor) {
  static bool at_exit;
  pthread_mutex_lock(&lock);
  bool free_to_take = guarded < 0 && tcgetattr(descriptor, &original) == 0;
  if (free_to_take) {
    ours = original;
    guarded = descriptor;
    if (!at_exit) at_exit = atexit(leave) == 0;
    take(notices, (struct sigaction){.sa_handler = notice, .sa_flags = SA_RESTART});
    take(endings, (struct sigaction){.sa_sigaction = end, .sa_flags = SA_SIGINFO | SA_ONSTACK});
  }
  pthread_mutex_unlock(&lock);
  return free_to_take;
}

void terminal_keep(void) {
  if (guarded >= 0) tcgetattr(guarded, &ours);
}

void terminal_half_typed(bool is_so) { half_typed = is_so; }

void terminal_unguard(void) {
  pthread_mutex_lock(&lock);
  if (guarded >= 0) {
    put_back();
    give_back(endings);
    give_back(notices);
    guarded = -1;
  }
  pthread_mutex_unlock(&lock);
}

void terminal_suspend(void) {
  put_back();
  struct sigaction plain = {.sa_handler = SIG_DFL}, stop, go_on;
  sigemptyset(&plain.sa_mask);
  // Whoever calls knows that the process went on, so no notice of it is wanted.
  sigaction(SIGCONT, &plain, &go_on);
  sigaction(SIGTSTP, &plain, &stop);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &go_on, NULL);
}

// In the background (`bg`) this stops the process, as it should, until the terminal is its own.
void terminal_resume(void) {
  while (guarded >= 0 && tcsetattr(guarded, TCSADRAIN, &ours) < 0 && errno == EINTR) {}
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
