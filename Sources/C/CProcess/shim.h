// The process's own settings that Swift cannot reach: prctl takes a variable number of arguments.
#pragma once
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/// Nobody gets a picture of the process's memory: no core file, no debugger of another process, and no report of a crash
/// by Swift's runtime, which shows the memory that registers point to. Not to be called once others handle crashes.
static inline void workbench_forbid_dumps(void) {
    static const int crashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV};
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
        struct sigaction action;
        if (sigaction(crashes[i], NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue;
        memset(&action, 0, sizeof action);
        action.sa_handler = SIG_DFL;
        sigaction(crashes[i], &action, NULL);
    }
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
