#ifndef CSOCKET_REFERENCE_H
#define CSOCKET_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

// The baseline and the server of measurements of sockets over loopback. For measuring only.

/// Sends every text frame back, on 127.0.0.1, until standard input ends.
///
/// It prints its port, and then for each line of standard input the number of frames it has sent back.
///
/// Returns the exit status of the process.
int socket_reference_serve(void);

/// A client of libwebsockets' with one connection, driven from C on the thread that calls.
typedef struct socket_reference socket_reference;

/// Opens a connection to a port of 127.0.0.1; `NULL` if none comes about. The frame is copied.
socket_reference *socket_reference_open(int port, const char *frame);

/// Sends the frame so many times, each when the one before has come back.
///
/// Writes how long each took in nanoseconds; `false` if the connection ends.
bool socket_reference_run(socket_reference *client, size_t count, double *nanoseconds);

/// Sends the frame so many times, with some under way at a time, and gives the time in nanoseconds; negative if the
/// connection ends.
double socket_reference_run_many(socket_reference *client, size_t count, size_t in_flight);

/// Closes the connection.
void socket_reference_close(socket_reference *client);

#endif
