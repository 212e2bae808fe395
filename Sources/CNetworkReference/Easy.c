#include <stdlib.h>

#include "Request.h"

struct reference_easy {
    CURL *handle;
    long status;
    struct reference_reply reply;
};

reference_easy *reference_easy_make(const reference_request *request, long status) {
    reference_easy *easy = calloc(1, sizeof *easy);
    if (easy == NULL) return NULL;
    easy->status = status;
    easy->handle = reference_handle_make(request, &easy->reply);
    if (easy->handle != NULL) return easy;
    free(easy);
    return NULL;
}

bool reference_easy_run(reference_easy *easy, size_t count, double *nanoseconds) {
    for (size_t index = 0; index < count; index++) {
        double start = reference_now();
        easy->reply.size = 0;
        CURLcode code = curl_easy_perform(easy->handle);
        if (!reference_reply_fits(easy->handle, code, easy->status)) return false;
        nanoseconds[index] = reference_now() - start;
    }
    return true;
}

void reference_easy_free(reference_easy *easy) {
    if (easy == NULL) return;
    curl_easy_cleanup(easy->handle);
    free(easy);
}
