#include <libwebsockets.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CSocketReference.h"

// A server of libwebsockets' that sends back what it gets.

enum { room = 1 << 22 };

// What a connection has not sent back yet: a length and the bytes of each frame, one after the other; behind them the part
// that has come of the next one.
struct backlog {
    unsigned char *bytes;
    size_t start, end, part;
};

static atomic_ulong frames;
static unsigned char out[LWS_PRE + 65536];

static int serve(struct lws *connection, enum lws_callback_reasons reason, void *user, void *bytes, size_t size) {
    struct backlog *backlog = user;
    switch (reason) {
    case LWS_CALLBACK_ESTABLISHED:
        *backlog = (struct backlog){ .bytes = malloc(room) };
        return backlog->bytes == NULL;
    case LWS_CALLBACK_CLOSED: free(backlog->bytes); return 0;
    case LWS_CALLBACK_RECEIVE:
        if (backlog->start == backlog->end && backlog->part == 0) backlog->start = backlog->end = 0;
        if (backlog->part + size > 65536 || backlog->end + sizeof size + backlog->part + size > room) return -1;
        memcpy(backlog->bytes + backlog->end + sizeof size + backlog->part, bytes, size);
        backlog->part += size;
        if (!lws_is_final_fragment(connection)) return 0;
        memcpy(backlog->bytes + backlog->end, &backlog->part, sizeof size);
        backlog->end += sizeof size + backlog->part;
        backlog->part = 0;
        lws_callback_on_writable(connection);
        return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE:
        while (backlog->start < backlog->end) {
            memcpy(&size, backlog->bytes + backlog->start, sizeof size);
            memcpy(out + LWS_PRE, backlog->bytes + backlog->start + sizeof size, size);
            backlog->start += sizeof size + size;
            frames++;
            if (lws_write(connection, out + LWS_PRE, size, LWS_WRITE_TEXT) < 0) return -1;
            if (backlog->start < backlog->end && lws_send_pipe_choked(connection)) {
                lws_callback_on_writable(connection);
                return 0;
            }
        }
        return 0;
    default: return 0;
    }
}

// Answers each line of standard input; the process ends with it.
static void *obey(void *unused) {
    (void)unused;
    for (int byte; (byte = getchar()) != EOF;) {
        if (byte != '\n') continue;
        printf("%lu\n", frames);
        fflush(stdout);
    }
    exit(0);
}

int socket_reference_serve(void) {
    static const struct lws_protocols protocols[] = {
        { .name = "reference", .callback = serve, .per_session_data_size = sizeof(struct backlog), .rx_buffer_size = 65536 },
        { 0 },
    };
    lws_set_log_level(0, NULL);
    // Port -1 stands for none, so that any free one has to be asked for otherwise.
    struct lws_context_creation_info info = { .port = 0, .iface = "127.0.0.1", .protocols = protocols,
                                              .fd_limit_per_thread = 64, .vhost_name = "reference" };
    struct lws_context *context = lws_create_context(&info);
    if (context == NULL) return 1;
    printf("%d\n", lws_get_vhost_listen_port(lws_get_vhost_by_name(context, "reference")));
    fflush(stdout);
    pthread_t thread;
    if (pthread_create(&thread, NULL, obey, NULL) != 0) return 1;
    while (lws_service(context, 0) >= 0) {}
    return 1;
}
