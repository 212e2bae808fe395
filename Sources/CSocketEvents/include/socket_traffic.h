// What the system knows of a TCP connection beside its content: what went over it, and whether something lies there.

#ifndef VENUE_SOCKET_TRAFFIC_H
#define VENUE_SOCKET_TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

// Bytes of a connection, from its start to this moment.
struct socket_traffic {
    // False if the system does not tell.
    bool is_known;
    // Those that came from the peer, and those of them that have been read; too many rather than too few were read.
    uint64_t arrived;
    uint64_t read;
    // Those that were written, too few rather than too many, and those of them that the peer's system has confirmed.
    uint64_t written;
    uint64_t confirmed;
};

// How many descriptors the process may have; INT_MAX for as many as it likes. Their numbers are below it.
int socket_limit(void);

// A socket that programs started by this one do not get; -1 if the system has none to give whose number is below that.
int socket_make(int family, int type, int protocol, int below);

// Why the last call on this thread that failed did, such as socket_make; in the system's words.
const char *socket_problem(void);

// What the system's close returns.
int socket_close(int socket);

// The number of the port at this end; -1 if it has none.
int socket_port(int socket);

// Whether the peer has sent nothing that was not read, and has not ended the connection.
bool socket_is_silent(int socket);

struct socket_traffic socket_traffic(int socket);

// Ends a connection in both directions and throws away what lies there, so that whoever holds the descriptor finds it
// ended. The descriptor stays open.
void socket_end(int socket);

#endif
