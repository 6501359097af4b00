// The process's own settings that Swift cannot reach: prctl takes a variable number of arguments.
#pragma once
#include <sys/prctl.h>

/// Nobody gets a picture of the process's memory: no core file, no debugger of another process. 0 where it worked.
static inline int workbench_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// 1 where pictures of the memory may be taken.
static inline int workbench_allows_dumps(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }
