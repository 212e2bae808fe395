#include <libwebsockets.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "CSocketReference.h"

struct socket_reference {
    struct lws_context *context;
    struct lws *connection;
    unsigned char *frame;
    size_t size;
    bool is_open, has_ended;
    // What is still to be sent, what has not come back, and where the next time goes.
    size_t unsent, awaited;
    double start, *times;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// Sends frames one by one; what one write of the system's would take is left to the library.
static int write_frames(socket_reference *client) {
    while (client->unsent > 0) {
        unsigned char copy[LWS_PRE + 1024];
        memcpy(copy + LWS_PRE, client->frame, client->size);
        client->unsent--;
        if (lws_write(client->connection, copy + LWS_PRE, client->size, LWS_WRITE_TEXT) < 0) return -1;
        if (client->unsent > 0 && lws_send_pipe_choked(client->connection)) {
            lws_callback_on_writable(client->connection);
            return 0;
        }
    }
    return 0;
}

static int serve(struct lws *connection, enum lws_callback_reasons reason, void *user, void *bytes, size_t size) {
    (void)user, (void)bytes, (void)size;
    socket_reference *client = lws_context_user(lws_get_context(connection));
    switch (reason) {
    case LWS_CALLBACK_CLIENT_ESTABLISHED: client->is_open = true; return 0;
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    case LWS_CALLBACK_CLIENT_CLOSED: client->has_ended = true; return 0;
    case LWS_CALLBACK_CLIENT_WRITEABLE: return write_frames(client);
    case LWS_CALLBACK_CLIENT_RECEIVE:
        if (!lws_is_final_fragment(connection)) return 0;
        client->awaited--;
        if (client->times != NULL) {
            double end = now();
            *client->times++ = end - client->start;
            client->start = end;
        }
        if (client->unsent > 0) lws_callback_on_writable(connection);
        return 0;
    default: return 0;
    }
}

static const struct lws_protocols protocols[] = { { .name = "reference", .callback = serve, .rx_buffer_size = 16384 },
                                                  { 0 } };

socket_reference *socket_reference_open(int port, const char *frame) {
    socket_reference *client = calloc(1, sizeof *client);
    if (client == NULL || strlen(frame) > 1024) return NULL;
    client->size = strlen(frame);
    client->frame = (unsigned char *)strdup(frame);
    lws_set_log_level(0, NULL);
    struct lws_context_creation_info info = { .port = CONTEXT_PORT_NO_LISTEN, .protocols = protocols, .user = client,
                                              .fd_limit_per_thread = 16, .http_proxy_address = "" };
    client->context = lws_create_context(&info);
    struct lws_client_connect_info target = { .context = client->context, .address = "127.0.0.1", .path = "/",
                                              .host = "127.0.0.1", .port = port, .local_protocol_name = "reference",
                                              .ietf_version_or_minus_one = -1, .pwsi = &client->connection };
    if (client->context == NULL || client->frame == NULL || lws_client_connect_via_info(&target) == NULL) {
        socket_reference_close(client);
        return NULL;
    }
    while (!client->is_open && !client->has_ended) lws_service(client->context, 0);
    if (client->is_open) return client;
    socket_reference_close(client);
    return NULL;
}

// Sends some frames, the first of them now, and waits until all have come back.
static bool run(socket_reference *client, size_t count) {
    client->unsent = client->awaited = count;
    lws_callback_on_writable(client->connection);
    while (client->awaited > 0 && !client->has_ended) lws_service(client->context, 0);
    return !client->has_ended;
}

bool socket_reference_run(socket_reference *client, size_t count, double *nanoseconds) {
    for (size_t index = 0; index < count; index++) {
        client->times = nanoseconds + index;
        client->start = now();
        if (!run(client, 1)) return false;
    }
    client->times = NULL;
    return true;
}

double socket_reference_run_many(socket_reference *client, size_t count, size_t in_flight) {
    double start = now();
    for (size_t done = 0; done < count; done += in_flight) {
        if (!run(client, count - done < in_flight ? count - done : in_flight)) return -1;
    }
    return now() - start;
}

void socket_reference_close(socket_reference *client) {
    if (client == NULL) return;
    if (client->context != NULL) lws_context_destroy(client->context);
    free(client->frame);
    free(client);
}
