#if defined(__linux__)
#define _GNU_SOURCE
#include <dirent.h>
#include <sched.h>
#endif

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "CNetworkReference.h"

#if defined(__linux__)

// The cores this process could use before it was pinned.
static cpu_set_t original;
static bool is_pinned;

static cpu_set_t usable(void) {
    if (is_pinned) return original;
    cpu_set_t cores;
    CPU_ZERO(&cores);
    sched_getaffinity(0, sizeof cores, &cores);
    return cores;
}

// Threads that start meanwhile take over the cores of the one that starts them.
static void pin_threads(const cpu_set_t *cores) {
    DIR *threads = opendir("/proc/self/task");
    if (threads == NULL) return;
    for (struct dirent *entry; (entry = readdir(threads)) != NULL;) {
        int thread = atoi(entry->d_name);
        if (thread > 0) sched_setaffinity(thread, sizeof *cores, cores);
    }
    closedir(threads);
}

int machine_first_core(void) {
    cpu_set_t cores = usable();
    if (CPU_COUNT(&cores) < 2) return -1;
    int core = 0;
    while (!CPU_ISSET(core, &cores)) core++;
    return core;
}

int machine_last_core(void) {
    cpu_set_t cores = usable();
    if (CPU_COUNT(&cores) < 2) return -1;
    int core = CPU_SETSIZE - 1;
    while (!CPU_ISSET(core, &cores)) core--;
    return core;
}

void machine_pin(int core) {
    if (core < 0 || core >= CPU_SETSIZE) return;
    original = usable();
    is_pinned = true;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    pin_threads(&one);
}

void machine_unpin(void) {
    if (!is_pinned) return;
    pin_threads(&original);
    is_pinned = false;
}

long machine_peak_memory(void) {
    // What getrusage tells includes the process this one was started from.
    FILE *status = fopen("/proc/self/status", "r");
    if (status == NULL) return -1;
    char line[256];
    long kilobytes = -1;
    while (kilobytes < 0 && fgets(line, sizeof line, status) != NULL) sscanf(line, "VmHWM: %ld kB", &kilobytes);
    fclose(status);
    return kilobytes;
}

#else

int machine_first_core(void) { return -1; }

int machine_last_core(void) { return -1; }

void machine_pin(int core) { (void)core; }

void machine_unpin(void) {}

long machine_peak_memory(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss / 1024 : -1;
}

#endif

double machine_processor_time(void) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e9
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e3;
}

void machine_limit_lifetime(unsigned seconds) { alarm(seconds); }

void machine_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

extern char **environ;

int machine_run(char *const arguments[], double *nanoseconds, double *processor, long *kilobytes) {
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t process;
    int failure = posix_spawnp(&process, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) return -1;
    int status;
    struct rusage usage;
    if (wait4(process, &status, 0, &usage) != process) return -1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    *nanoseconds = (double)(end.tv_sec - start.tv_sec) * 1e9 + (double)(end.tv_nsec - start.tv_nsec);
    *processor = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e9
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e3;
#if defined(__linux__)
    *kilobytes = usage.ru_maxrss;
#else
    *kilobytes = usage.ru_maxrss / 1024;
#endif
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
