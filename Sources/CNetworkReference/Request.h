#ifndef REFERENCE_REQUEST_H
#define REFERENCE_REQUEST_H

#include <curl/curl.h>

#include "CNetworkReference.h"

struct reference_request {
    char *method;
    char *url;
    char *user_agent;
    struct curl_slist *headers;
    char *body;
    size_t body_size;
};

// A reply's body, kept as a client has to.
struct reference_reply {
    char bytes[1 << 16];
    size_t size;
};

// An easy handle for a request whose replies go to a buffer; NULL without memory.
CURL *reference_handle_make(const reference_request *request, struct reference_reply *reply);

// Whether a transfer ended with the status.
bool reference_reply_fits(CURL *handle, CURLcode code, long status);

// The monotonic time in nanoseconds.
double reference_now(void);

#endif
