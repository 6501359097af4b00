// Signal handlers, in C because Swift promises nothing inside one: they only call what POSIX lists as safe there.
//
// A wish of the outside (TERM, INT, TSTP, WINCH, …) becomes one byte in a pipe that the UI thread polls. A crash
// writes a prepared sequence that gives the screen back, restores the line settings, and goes on to whoever handled
// the signal before. One terminal a process, so the state is static.
#ifndef FRUITS_GUARD_H
#define FRUITS_GUARD_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define FRUITS_SIGNALS 65

static struct {
    volatile sig_atomic_t armed;
    int terminal;
    int pipe;
    size_t length;
    char reset[512];
    struct termios settings;
    struct sigaction before[FRUITS_SIGNALS];
} fruits_guard = {0, -1, -1, 0, {0}, {0}, {{{0}}}};

// Gives the screen and the line settings back, once.
static inline void fruits_guard_reset(void) {
    if (!fruits_guard.armed) return;
    fruits_guard.armed = 0;
    size_t written = 0;
    while (written < fruits_guard.length) {
        ssize_t n = write(fruits_guard.terminal, fruits_guard.reset + written, fruits_guard.length - written);
        if (n <= 0) break;
        written += (size_t)n;
    }
    tcsetattr(fruits_guard.terminal, TCSANOW, &fruits_guard.settings);
}

static inline void fruits_on_crash(int signal) {
    fruits_guard_reset();
    sigaction(signal, &fruits_guard.before[signal], NULL);
    raise(signal);
}

static inline void fruits_on_wish(int signal) {
    int kept = errno;
    unsigned char byte = (unsigned char)signal;
    // A full pipe has bytes enough to wake the reader.
    (void)!write(fruits_guard.pipe, &byte, 1);
    errno = kept;
}

static inline void fruits_handle(int signal, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, &fruits_guard.before[signal]);
}

// From now on `signal` is a byte in the pipe whose writing end is `pipe` (non-blocking).
static inline void fruits_watch(int signal, int pipe) {
    fruits_guard.pipe = pipe;
    fruits_handle(signal, fruits_on_wish, SA_RESTART);
}

// What handled `signal` before does so again.
static inline void fruits_unwatch(int signal) { sigaction(signal, &fruits_guard.before[signal], NULL); }

// Remembers how the terminal `fd` is to be left by a crash: the bytes to send, and its line settings of now.
static inline int fruits_guard_prepare(int fd, const char *reset, size_t length) {
    if (length > sizeof fruits_guard.reset || tcgetattr(fd, &fruits_guard.settings) != 0) return -1;
    memcpy(fruits_guard.reset, reset, length);
    fruits_guard.length = length;
    fruits_guard.terminal = fd;
    return 0;
}

static inline void fruits_guard_arm(int armed) { fruits_guard.armed = armed; }

static const int fruits_crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT};

// From now on a crash of any thread resets the terminal first, and so does an exit() that someone calls past the UI.
static inline void fruits_watch_crashes(void) {
    static int is_registered = 0;
    for (size_t i = 0; i < sizeof fruits_crashes / sizeof fruits_crashes[0]; i++)
        fruits_handle(fruits_crashes[i], fruits_on_crash, SA_ONSTACK);
    if (!is_registered) is_registered = atexit(fruits_guard_reset) == 0;
}

static inline void fruits_unwatch_crashes(void) {
    for (size_t i = 0; i < sizeof fruits_crashes / sizeof fruits_crashes[0]; i++)
        fruits_unwatch(fruits_crashes[i]);
}

#endif
