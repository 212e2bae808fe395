#if defined(__linux__)
// For memmem.
#define _GNU_SOURCE
#endif

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CNetworkReference.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

// A server of one thread that does as little as HTTP/1.1 allows, so that clients are measured and not the server: a
// request is read and answered with one call of the system each. No server of a library: libmicrohttpd, which the
// simulator stands on, was what bounded libcurl's multi interface here. For measuring only, on loopback, one fixed reply.

enum { limit = 1024, room = 1 << 14, listener = 0, commands = 1, first = 2 };

// A connection: what came and is not answered yet.
struct connection {
    char bytes[room];
    size_t size;
};

static struct pollfd polled[first + limit];
static struct connection *taken[first + limit];
static nfds_t count = first;
static unsigned long connections, requests;
static bool is_watching;
// The digest by FNV-1a of the request watched.
static uint64_t digest;
static char reply[1 << 17];
static size_t reply_size;

static int listen_on_loopback(unsigned *port) {
    struct sockaddr_in address = { 0 };
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int socket_number = socket(AF_INET, SOCK_STREAM, 0);
    if (socket_number < 0) return -1;
    if (bind(socket_number, (struct sockaddr *)&address, size) == 0 && listen(socket_number, limit) == 0
        && getsockname(socket_number, (struct sockaddr *)&address, &size) == 0
        && fcntl(socket_number, F_SETFL, O_NONBLOCK) == 0) {
        *port = ntohs(address.sin_port);
        return socket_number;
    }
    close(socket_number);
    return -1;
}

static void take_connections(void) {
    for (;;) {
        int number = accept(polled[listener].fd, NULL, NULL);
        if (number < 0) return;
        struct connection *connection = count == first + limit ? NULL : malloc(sizeof *connection);
        int yes = 1;
        setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (connection == NULL || fcntl(number, F_SETFL, O_NONBLOCK) != 0) {
            free(connection);
            close(number);
            continue;
        }
        connection->size = 0;
        taken[count] = connection;
        polled[count] = (struct pollfd){ .fd = number, .events = POLLIN };
        count++;
        connections++;
    }
}

static void drop(nfds_t index) {
    close(polled[index].fd);
    free(taken[index]);
    count--;
    polled[index] = polled[count];
    taken[index] = taken[count];
}

// The size of the first request of some bytes: 0 if it is not complete, -1 if this server cannot take it.
static long request_size(const char *bytes, size_t size) {
    const char *end = memmem(bytes, size, "\r\n\r\n", 4);
    if (end == NULL) return size < room ? 0 : -1;
    size_t head = (size_t)(end - bytes) + 4;
    unsigned long body = 0;
    static const char name[] = "content-length:";
    const char *line = bytes;
    for (; line < end; line = (const char *)memchr(line, '\n', head - (size_t)(line - bytes)) + 1) {
        if (strncasecmp(line, name, sizeof name - 1) == 0) body = strtoul(line + sizeof name - 1, NULL, 10);
        if (strncasecmp(line, "transfer-encoding:", 18) == 0) return -1;
    }
    if (body > room - head) return -1;
    return head + body <= size ? (long)(head + body) : 0;
}

static void watch(const char *bytes, size_t size) {
    digest = 14695981039346656037u;
    for (size_t index = 0; index < size; index++) digest = (digest ^ (unsigned char)bytes[index]) * 1099511628211u;
    is_watching = false;
}

// Reads what came and answers it; false when the connection is over.
static bool serve(int number, struct connection *connection) {
    ssize_t more = recv(number, connection->bytes + connection->size, room - connection->size, 0);
    if (more <= 0) return false;
    connection->size += (size_t)more;
    long size;
    while ((size = request_size(connection->bytes, connection->size)) > 0) {
        if (is_watching) watch(connection->bytes, (size_t)size);
        requests++;
        if (send(number, reply, reply_size, MSG_NOSIGNAL) != (ssize_t)reply_size) return false;
        connection->size -= (size_t)size;
        memmove(connection->bytes, connection->bytes + size, connection->size);
    }
    return size == 0;
}

// Takes a new reply, its body from standard input.
static bool set_reply(unsigned status, size_t size) {
    int head = snprintf(
        reply, sizeof reply, "HTTP/1.1 %u Reply\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
        status, size);
    if (head < 0 || size > sizeof reply - (size_t)head) return false;
    reply_size = (size_t)head + size;
    for (size_t have = 0; have < size;) {
        ssize_t more = read(STDIN_FILENO, reply + head + have, size - have);
        if (more <= 0) return false;
        have += (size_t)more;
    }
    return true;
}

// Reads one line of standard input byte by byte: what follows belongs to the command. False at the end of the input.
static bool read_line(char *line, size_t size) {
    for (size_t index = 0; index + 1 < size; index++) {
        if (read(STDIN_FILENO, line + index, 1) != 1) return false;
        if (line[index] != '\n') continue;
        line[index] = 0;
        return true;
    }
    return false;
}

// Does what the next line of standard input asks for; false at its end, or for a line nobody understands.
static bool obey(void) {
    char line[64];
    unsigned status;
    size_t size;
    if (!read_line(line, sizeof line)) return false;
    if (sscanf(line, "reply %u %zu", &status, &size) == 2) {
        if (!set_reply(status, size)) return false;
        printf("ok\n");
    } else if (strcmp(line, "count") == 0) {
        printf("%lu %lu\n", connections, requests);
    } else if (strcmp(line, "watch") == 0) {
        is_watching = true;
        printf("ok\n");
    } else if (strcmp(line, "digest") == 0) {
        printf("%llu\n", (unsigned long long)digest);
    } else {
        return false;
    }
    return fflush(stdout) == 0;
}

int reference_server_run(int core) {
    machine_pin(core);
    unsigned port = 0;
    polled[listener] = (struct pollfd){ .fd = listen_on_loopback(&port), .events = POLLIN };
    polled[commands] = (struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN };
    if (polled[listener].fd < 0) return 1;
    printf("%u\n", port);
    fflush(stdout);
    for (;;) {
        if (poll(polled, count, -1) < 0) return 1;
        // Backwards: whatever takes a dropped connection's place has had its turn.
        for (nfds_t index = count; index-- > first;) {
            if (polled[index].revents != 0 && !serve(polled[index].fd, taken[index])) drop(index);
        }
        if (polled[listener].revents != 0) take_connections();
        if (polled[commands].revents != 0 && !obey()) return 0;
    }
}
