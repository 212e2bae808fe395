#include "socket_events.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

// How many are asked for at a time; those left over are told the next time.
enum { batch = 64 };

static bool made(struct socket_events *events, bool is_made) {
    if (!is_made) socket_events_close(events);
    return is_made;
}

void socket_events_close(struct socket_events *events) {
    if (events->waker >= 0) close(events->waker);
    if (events->queue >= 0) close(events->queue);
    events->queue = events->waker = -1;
}

#ifdef __linux__

#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

bool socket_events_open(struct socket_events *events) {
    events->queue = epoll_create1(EPOLL_CLOEXEC);
    events->waker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (events->queue < 0 || events->waker < 0) return made(events, false);
    // By edge: each wake-up is told once, and nobody has to read the counter back.
    struct epoll_event waker = {.events = EPOLLIN | EPOLLET, .data.fd = events->waker};
    return made(events, epoll_ctl(events->queue, EPOLL_CTL_ADD, events->waker, &waker) == 0);
}

bool socket_events_watch(struct socket_events events, int socket, bool reads, bool writes) {
    struct epoll_event event = {.events = (reads ? EPOLLIN : 0) | (writes ? EPOLLOUT : 0), .data.fd = socket};
    if (event.events == 0) {
        epoll_ctl(events.queue, EPOLL_CTL_DEL, socket, NULL);
        return true;
    }
    if (epoll_ctl(events.queue, EPOLL_CTL_ADD, socket, &event) == 0) return true;
    return errno == EEXIST && epoll_ctl(events.queue, EPOLL_CTL_MOD, socket, &event) == 0;
}

void socket_events_wake(struct socket_events events) {
    uint64_t one = 1;
    // It fails only if nobody has waited for 2^64 wake-ups.
    ssize_t size = write(events.waker, &one, sizeof one);
    (void)size;
}

int socket_events_wait(struct socket_events events, struct socket_event *ready, int capacity, int milliseconds) {
    struct epoll_event told[batch];
    int count = epoll_wait(events.queue, told, capacity < batch ? capacity : batch, milliseconds);
    int sockets = 0;
    for (int index = 0; index < count; index++) {
        if (told[index].data.fd == events.waker) continue;
        bool is_sound = (told[index].events & (EPOLLERR | EPOLLHUP)) == 0;
        ready[sockets++] = (struct socket_event){
            .socket = told[index].data.fd,
            .is_readable = is_sound && (told[index].events & EPOLLIN) != 0,
            .is_writable = is_sound && (told[index].events & EPOLLOUT) != 0,
        };
    }
    return sockets;
}

#else

#include <fcntl.h>
#include <stdint.h>
#include <sys/event.h>
#include <sys/time.h>

bool socket_events_open(struct socket_events *events) {
    events->waker = -1;
    events->queue = kqueue();
    if (events->queue < 0) return false;
    struct kevent waker;
    EV_SET(&waker, 0, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, NULL);
    return made(
        events,
        fcntl(events->queue, F_SETFD, FD_CLOEXEC) == 0 && kevent(events->queue, &waker, 1, NULL, 0, NULL) == 0);
}

bool socket_events_watch(struct socket_events events, int socket, bool reads, bool writes) {
    bool wants[] = {reads, writes};
    int16_t filters[] = {EVFILT_READ, EVFILT_WRITE};
    for (int index = 0; index < 2; index++) {
        struct kevent change;
        EV_SET(&change, (uintptr_t)socket, filters[index], wants[index] ? EV_ADD : EV_DELETE, 0, 0, NULL);
        // What was not waited for cannot be forgotten, and need not be.
        if (kevent(events.queue, &change, 1, NULL, 0, NULL) != 0 && wants[index]) return false;
    }
    return true;
}

void socket_events_wake(struct socket_events events) {
    struct kevent waker;
    EV_SET(&waker, 0, EVFILT_USER, 0, NOTE_TRIGGER, 0, NULL);
    kevent(events.queue, &waker, 1, NULL, 0, NULL);
}

int socket_events_wait(struct socket_events events, struct socket_event *ready, int capacity, int milliseconds) {
    struct kevent told[batch];
    struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};
    int count = kevent(
        events.queue, NULL, 0, told, capacity < batch ? capacity : batch, milliseconds < 0 ? NULL : &limit);
    int sockets = 0;
    for (int index = 0; index < count; index++) {
        if (told[index].filter == EVFILT_USER) continue;
        bool is_sound = (told[index].flags & (EV_ERROR | EV_EOF)) == 0;
        ready[sockets++] = (struct socket_event){
            .socket = (int)told[index].ident,
            .is_readable = is_sound && told[index].filter == EVFILT_READ,
            .is_writable = is_sound && told[index].filter == EVFILT_WRITE,
        };
    }
    return sockets;
}

#endif
