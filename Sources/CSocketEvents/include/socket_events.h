// Waiting for many sockets at a time with the system's own queue: epoll or kqueue, which Swift's modules of C's libraries
// do not show everywhere. What went over a connection is told by "socket_traffic.h".

#ifndef VENUE_SOCKET_EVENTS_H
#define VENUE_SOCKET_EVENTS_H

#include <stdbool.h>

// What can be waited for, and the way to end a wait. Any thread may use it while another waits.
struct socket_events {
    int queue;
    int waker;
};

// A socket that is ready. One in trouble has neither flag set: whoever uses it finds out.
struct socket_event {
    int socket;
    bool is_readable;
    bool is_writable;
};

// False, and nothing to close, if the system has no descriptors left.
bool socket_events_open(struct socket_events *events);

void socket_events_close(struct socket_events *events);

// Waits for a socket from now on, instead of what was waited for before; for nothing, to forget it. False if the system
// cannot. A socket that is closed is forgotten by itself.
bool socket_events_watch(struct socket_events events, int socket, bool reads, bool writes);

// Ends the wait of the thread that waits, or the next wait at once.
void socket_events_wake(struct socket_events events);

// Waits so many milliseconds at most, for ever if negative. The number of sockets that are ready.
int socket_events_wait(struct socket_events events, struct socket_event *ready, int capacity, int milliseconds);

#endif
