// What Swift cannot import: constants, whose spelling in Swift depends on the library's version, and functions with
// variable arguments.
#include <stdint.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <microhttpd.h>

static const enum MHD_Result venue_no = MHD_NO;
static const enum MHD_Result venue_yes = MHD_YES;
static const enum MHD_ValueKind venue_header_kind = MHD_HEADER_KIND;
static const enum MHD_ValueKind venue_argument_kind = MHD_GET_ARGUMENT_KIND;
static const enum MHD_ResponseMemoryMode venue_must_copy = MHD_RESPMEM_MUST_COPY;
// What a body reader returns to end the connection.
static const ssize_t venue_end_with_error = MHD_CONTENT_READER_END_WITH_ERROR;

// Leaves a received path or argument as it came, so that the reader decodes it once.
static inline size_t venue_leave_encoded(void *context, struct MHD_Connection *connection, char *text)
{
    (void) context;
    (void) connection;
    size_t length = 0;
    while (text[length] != 0) length++;
    return length;
}

// Starts a daemon on 127.0.0.1 with one thread of its own; port 0 lets the system choose.
static inline struct MHD_Daemon *venue_start_daemon(
    uint16_t port, unsigned int connections, MHD_AccessHandlerCallback handler, void *context,
    MHD_RequestCompletedCallback completed)
{
    struct sockaddr_in address = { 0 };
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL, handler, context,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *) &address,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_UNESCAPE_CALLBACK, &venue_leave_encoded, NULL,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, 60u,
        MHD_OPTION_END);
}

// The port a daemon listens on; 0 if it is not known.
static inline uint16_t venue_daemon_port(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? 0 : info->port;
}
