#include <limits.h>
#include <stdlib.h>

#include "Request.h"

// One of the requests in flight.
struct slot {
    CURL *handle;
    struct reference_reply reply;
};

struct reference_multi {
    CURLM *multi;
    long status;
    size_t in_flight;
    struct slot *slots;
};

reference_multi *reference_multi_make(const reference_request *request, long status, size_t in_flight) {
    reference_multi *multi = calloc(1, sizeof *multi);
    if (multi == NULL) return NULL;
    multi->status = status;
    multi->multi = curl_multi_init();
    multi->slots = calloc(in_flight, sizeof *multi->slots);
    bool is_made = multi->multi != NULL && multi->slots != NULL;
    for (size_t index = 0; is_made && index < in_flight; index++) {
        struct slot *slot = &multi->slots[index];
        slot->handle = reference_handle_make(request, &slot->reply);
        is_made = slot->handle != NULL && curl_easy_setopt(slot->handle, CURLOPT_PRIVATE, slot) == CURLE_OK;
        if (slot->handle != NULL) multi->in_flight++;
    }
    if (is_made) return multi;
    reference_multi_free(multi);
    return NULL;
}

static bool start(reference_multi *multi, struct slot *slot) {
    slot->reply.size = 0;
    return curl_multi_add_handle(multi->multi, slot->handle) == CURLM_OK;
}

// Takes what has ended and starts as many others, up to the total; false if a reply fails.
static bool turn(reference_multi *multi, size_t *started, size_t *ended, size_t total) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi->multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *handle = message->easy_handle;
        CURLcode code = message->data.result;
        struct slot *slot = NULL;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, (char **)&slot);
        curl_multi_remove_handle(multi->multi, handle);
        if (slot == NULL || !reference_reply_fits(handle, code, multi->status)) return false;
        *ended += 1;
        if (*started == total) continue;
        if (!start(multi, slot)) return false;
        *started += 1;
    }
    return true;
}

double reference_multi_run(reference_multi *multi, size_t total) {
    double begin = reference_now();
    size_t started = 0, ended = 0;
    for (; started < multi->in_flight && started < total; started++) {
        if (!start(multi, &multi->slots[started])) return -1;
    }
    while (ended < total) {
        int running = 0;
        if (curl_multi_perform(multi->multi, &running) != CURLM_OK) return -1;
        if (!turn(multi, &started, &ended, total)) return -1;
        if (ended < total && curl_multi_poll(multi->multi, NULL, 0, INT_MAX, NULL) != CURLM_OK) return -1;
    }
    return reference_now() - begin;
}

void reference_multi_free(reference_multi *multi) {
    if (multi == NULL) return;
    for (size_t index = 0; index < multi->in_flight; index++) {
        curl_multi_remove_handle(multi->multi, multi->slots[index].handle);
        curl_easy_cleanup(multi->slots[index].handle);
    }
    if (multi->multi != NULL) curl_multi_cleanup(multi->multi);
    free(multi->slots);
    free(multi);
}
