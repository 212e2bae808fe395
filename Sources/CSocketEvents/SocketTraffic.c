#include "socket_traffic.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __linux__
// The C library's own header of the structure ends before the counters.
#include <linux/sockios.h>
#include <linux/tcp.h>
#endif

int socket_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return INT_MAX;
    return limit.rlim_cur < INT_MAX ? (int)limit.rlim_cur : INT_MAX;
}

int socket_make(int family, int type, int protocol, int below) {
#ifdef SOCK_CLOEXEC
    int made = socket(family, type | SOCK_CLOEXEC, protocol);
#else
    int made = socket(family, type, protocol);
    if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
#endif
    if (made < below) return made;
    close(made);
    errno = EMFILE;
    return -1;
}

int socket_close(int socket) { return close(socket); }

const char *socket_problem(void) { return strerror(errno); }

int socket_port(int socket) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(socket, (struct sockaddr *)&address, &size) != 0) return -1;
    switch (address.ss_family) {
    case AF_INET: return ntohs(((struct sockaddr_in *)&address)->sin_port);
    case AF_INET6: return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    default: return -1;
    }
}

bool socket_is_silent(int socket) {
    char byte;
    ssize_t count = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

struct socket_traffic socket_traffic(int socket) {
    struct socket_traffic traffic = {.is_known = false};
#ifdef __linux__
    // In this order, so that what comes in between is taken for read, and what is confirmed in between for not written.
    int unread = 0, unconfirmed = 0;
    struct tcp_info info;
    socklen_t size = sizeof info;
    if (ioctl(socket, SIOCINQ, &unread) != 0 || unread < 0) return traffic;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return traffic;
    if (ioctl(socket, SIOCOUTQ, &unconfirmed) != 0 || unconfirmed < 0) return traffic;
    // A kernel older than the header tells less.
    if (size < offsetof(struct tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received) return traffic;
    traffic.is_known = true;
    traffic.arrived = info.tcpi_bytes_received;
    traffic.read = info.tcpi_bytes_received - (uint64_t)unread;
    traffic.confirmed = info.tcpi_bytes_acked;
    traffic.written = info.tcpi_bytes_acked + (uint64_t)unconfirmed;
#else
    (void)socket;
#endif
    return traffic;
}

void socket_end(int socket) {
    shutdown(socket, SHUT_RDWR);
    char waste[16384];
    // Bounded: what a peer that never stops sends is left to whoever closes the descriptor.
    for (int piece = 0; piece < 1024; piece++) {
        if (recv(socket, waste, sizeof waste, MSG_DONTWAIT) <= 0) return;
    }
}
