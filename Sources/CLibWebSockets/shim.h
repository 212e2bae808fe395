// libwebsockets, with a plain function for what it has as macros or in structures that differ by version.

#ifndef VENUE_CLIBWEBSOCKETS_SHIM_H
#define VENUE_CLIBWEBSOCKETS_SHIM_H

#include <libwebsockets.h>
#include <signal.h>
#include <string.h>

#if LWS_LIBRARY_VERSION_NUMBER < 4001000
#error "libwebsockets 4.1 or later is needed"
#endif
#if !defined(LWS_WITH_TLS) || !defined(LWS_WITH_CLIENT) || !defined(LWS_ROLE_WS)
#error "libwebsockets is needed with TLS and as a client"
#endif

// How many bytes have to be free in front of what is written.
static const int venue_lws_front = LWS_PRE;

// The flags of a connection. Redirects are answers like any other.
static inline int venue_lws_flags(int is_secure) {
    return LCCSCF_HTTP_NO_FOLLOW_REDIRECT | (is_secure ? LCCSCF_USE_SSL : 0);
}

// Makes a context that logs nothing and takes nothing from the environment; NULL if there is not enough of something.
// `authorities` is a PEM file to trust instead of the system's; NULL for the system's.
static inline struct lws_context *venue_lws_create(
    const struct lws_protocols *protocols, void *user, const char *authorities, unsigned int descriptors,
    unsigned int seconds
) {
    struct lws_context_creation_info info;
    memset(&info, 0, sizeof info);
    lws_set_log_level(0, NULL);
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.protocols = protocols;
    info.user = user;
    info.options = LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    if (authorities) info.options |= LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS;
    info.client_ssl_ca_filepath = authorities;
    // Without one it takes that of the environment.
    info.http_proxy_address = "";
    info.fd_limit_per_thread = descriptors;
    info.pt_serv_buf_size = 32768;
    info.max_http_header_data = 16384;
    // The deadlines of calls count, which are kept elsewhere.
    info.timeout_secs = seconds;
    info.connect_timeout_secs = seconds;
    // It has the signal for writing to a dead connection ignored in the whole process; its thread does not get it.
    struct sigaction before;
    int is_known = sigaction(SIGPIPE, NULL, &before) == 0;
    struct lws_context *context = lws_create_context(&info);
    if (is_known) sigaction(SIGPIPE, &before, NULL);
    return context;
}

// Ends a connection that is not being served, as soon as the thread gets to it.
static inline void venue_lws_kill(struct lws *connection) {
    lws_set_timeout(connection, PENDING_TIMEOUT_CLOSE_SEND, LWS_TO_KILL_ASYNC);
}

// Something to do at an instant; the first member is libwebsockets'.
typedef struct venue_lws_timer {
    lws_sorted_usec_list_t entry;
    void *owner;
    void (*fire)(void *owner);
} venue_lws_timer;

static inline void venue_lws_fire(lws_sorted_usec_list_t *entry) {
    venue_lws_timer *timer = (venue_lws_timer *)entry;
    timer->fire(timer->owner);
}

static inline void venue_lws_set_timer(struct lws_context *context, venue_lws_timer *timer, int64_t microseconds) {
    lws_sul_schedule(context, 0, &timer->entry, venue_lws_fire, microseconds);
}

static inline void venue_lws_cancel_timer(struct lws_context *context, venue_lws_timer *timer) {
    lws_sul_schedule(context, 0, &timer->entry, venue_lws_fire, LWS_SET_TIMER_USEC_CANCEL);
}

#endif
