// Signal handlers, in C because Swift promises nothing inside one: they only call what POSIX lists as safe there.
//
// A wish of the outside (TERM, INT, TSTP, WINCH, …) becomes one byte in a pipe that the UI thread polls. A crash
// writes a prepared sequence that gives the screen back, restores the line settings, and goes on to whoever handled
// the signal before. One terminal a process, so the state is static.
#ifndef FRUITS_GUARD_H
#define FRUITS_GUARD_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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
    char reset[512];
    char farewell[1024];
    struct termios settings;
    struct sigaction before[FRUITS_SIGNALS];
} fruits_guard = {0, -1, -1, {0}, {0}, {0}, {{{0}}}};

// The terminal is not waited for, or not for long: it may take nothing any more. What it has not taken is left out.
static inline void fruits_guard_write(const char *text) {
    size_t length = strlen(text);
    for (int patience = 0; length > 0 && patience < 10; patience++) {
        ssize_t n = write(fruits_guard.terminal, text, length);
        if (n > 0) {
            text += n;
            length -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) {
            struct pollfd watched = {fruits_guard.terminal, POLLOUT, 0};
            tcflush(fruits_guard.terminal, TCOFLUSH);
            (void)poll(&watched, 1, 50);
        } else if (errno != EINTR) {
            return;
        }
    }
}

// Gives the screen and the line settings back, once; 0 where that was done already. CAN breaks off a sequence that may
// be half sent, and what the terminal has answered meanwhile is not for the shell.
static inline int fruits_guard_reset(void) {
    if (!fruits_guard.armed) return 0;
    fruits_guard.armed = 0;
    fruits_guard_write("\030");
    fruits_guard_write(fruits_guard.reset);
    tcflush(fruits_guard.terminal, TCIFLUSH);
    tcsetattr(fruits_guard.terminal, TCSANOW, &fruits_guard.settings);
    return 1;
}

static inline void fruits_guard_at_exit(void) { (void)fruits_guard_reset(); }

// Whoever handled the crash before comes next: Swift's runtime writes its trace, to the log since output goes there,
// and without a keyboard asks no questions. Then the process dies of the signal, also where it was sent by hand.
static inline void fruits_on_crash(int signal, siginfo_t *info, void *context) {
    if (fruits_guard_reset()) {
        fruits_guard_write(fruits_guard.farewell);
        int null = open("/dev/null", O_RDONLY);
        if (null >= 0) dup2(null, STDIN_FILENO);
    }
    const struct sigaction *before = &fruits_guard.before[signal];
    struct sigaction standard;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
        if (before->sa_flags & SA_SIGINFO) before->sa_sigaction(signal, info, context);
        else before->sa_handler(signal);
    }
    sigaction(signal, &standard, NULL);
    raise(signal);
}

static inline void fruits_on_wish(int signal) {
    int kept = errno;
    unsigned char byte = (unsigned char)signal;
    // A full pipe has bytes enough to wake the reader.
    (void)!write(fruits_guard.pipe, &byte, 1);
    errno = kept;
}

// From now on `signal` is a byte in the pipe whose writing end is `pipe` (non-blocking).
static inline void fruits_watch(int signal, int pipe) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = fruits_on_wish;
    action.sa_flags = SA_RESTART;
    fruits_guard.pipe = pipe;
    sigaction(signal, &action, &fruits_guard.before[signal]);
}

// What handled `signal` before does so again.
static inline void fruits_unwatch(int signal) { sigaction(signal, &fruits_guard.before[signal], NULL); }

// Remembers the terminal `fd` and its line settings of now: a crash leaves it so.
static inline int fruits_guard_remember(int fd) {
    fruits_guard.terminal = fd;
    return tcgetattr(fd, &fruits_guard.settings);
}

// Prepares what a crash sends: the sequence that resets the terminal, and what is then said.
static inline int fruits_guard_prepare(const char *reset, const char *farewell) {
    if (strlen(reset) >= sizeof fruits_guard.reset || strlen(farewell) >= sizeof fruits_guard.farewell) return -1;
    strcpy(fruits_guard.reset, reset);
    strcpy(fruits_guard.farewell, farewell);
    return 0;
}

static inline void fruits_guard_arm(int armed) { fruits_guard.armed = armed; }

static const int fruits_crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT};

// From now on a crash of any thread resets the terminal first, and so does an exit() that someone calls past the UI.
static inline void fruits_watch_crashes(void) {
    static int is_registered = 0;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = fruits_on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (size_t i = 0; i < sizeof fruits_crashes / sizeof fruits_crashes[0]; i++)
        sigaction(fruits_crashes[i], &action, &fruits_guard.before[fruits_crashes[i]]);
    if (!is_registered) is_registered = atexit(fruits_guard_at_exit) == 0;
}

static inline void fruits_unwatch_crashes(void) {
    for (size_t i = 0; i < sizeof fruits_crashes / sizeof fruits_crashes[0]; i++)
        fruits_unwatch(fruits_crashes[i]);
}

#endif
